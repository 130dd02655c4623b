package io.hairspring.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** Copies of an installation, so that a test may spoil them. */
final class Installations {
  private Installations() {}

  /** Copies one, without what runs of it left behind, and without a port. */
  static Path copy(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : (Iterable<Path>) files::iterator) {
        Path relative = from.relativize(file);
        if (file.equals(from)) {
          Files.createDirectories(to);
        } else if (!relative.startsWith("data") && !relative.startsWith("log")) {
          Files.copy(file, to.resolve(relative.toString()));
        }
      }
    }
    // A port that is the same everywhere may be another's.
    Files.writeString(to.resolve("etc/io.hairspring.telemetry.cfg"), "http.port = off\n");
    return to;
  }

  /** The jar in a directory whose name begins so. */
  static Path jar(Path directory, String name) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files
          .filter(file -> file.getFileName().toString().startsWith(name))
          .findFirst()
          .orElseThrow(() -> new AssertionError("no " + name + " in " + directory));
    }
  }

  /** Puts every key in force that the configurations show, with the value that they show. */
  static void uncomment(Path home) throws IOException {
    try (Stream<Path> files = Files.list(home.resolve("etc"))) {
      for (Path file : (Iterable<Path>) files::iterator) {
        if (file.toString().endsWith(".cfg")) {
          String text = Files.readString(file);
          Files.writeString(file, text.replaceAll("(?m)^#([A-Za-z.-]+ =)", "$1"));
        }
      }
    }
  }
}
