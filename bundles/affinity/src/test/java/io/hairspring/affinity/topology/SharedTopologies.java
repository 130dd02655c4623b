package io.hairspring.affinity.topology;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorInputStream;
import org.junit.jupiter.api.Assumptions;

/** The machines of hwloc's test suite, unpacked once below the module's build directory. */
public final class SharedTopologies {
  private static final Path DATA = Path.of(System.getProperty("hairspring.data", ""), "topology");
  private static final Map<String, Path> UNPACKED = new ConcurrentHashMap<>();

  private SharedTopologies() {}

  /** The names of all; skips the test where there are none. */
  public static Stream<String> names() throws IOException {
    Assumptions.assumeTrue(
        Files.isDirectory(DATA), "no topologies in " + DATA + "; set -Dhairspring.data");
    try (Stream<Path> files = Files.list(DATA)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(".console"))
          .map(name -> name.substring(0, name.length() - ".console".length()))
          .sorted()
          .toList()
          .stream();
    }
  }

  /** What hwloc says about a machine. */
  static HwlocAnswer answer(String name) throws IOException {
    return HwlocAnswer.read(DATA.resolve(name + ".console"));
  }

  /** A machine's files. */
  public static HostFiles files(String name) {
    Assumptions.assumeTrue(
        Files.exists(archive(name)), "no " + archive(name) + "; set -Dhairspring.data");
    return new HostFiles(UNPACKED.computeIfAbsent(name, SharedTopologies::unpack));
  }

  /** A machine. */
  public static Topology read(String name) {
    return new TopologyReader(files(name)).read();
  }

  private static Path unpack(String name) {
    try {
      Path unpacked = Path.of("target", "topologies", name);
      if (!Files.exists(unpacked)) {
        Path half = Files.createTempDirectory(Path.of("target"), "unpacking");
        extract(archive(name), half);
        Files.createDirectories(unpacked.getParent());
        Files.move(half, unpacked);
      }
      try (Stream<Path> roots = Files.list(unpacked)) {
        return roots.findFirst().orElseThrow();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path archive(String name) {
    return DATA.resolve(name + ".tar.bz2");
  }

  private static void extract(Path archive, Path target) throws IOException {
    try (InputStream file = new BufferedInputStream(Files.newInputStream(archive));
        TarArchiveInputStream tar =
            new TarArchiveInputStream(new BZip2CompressorInputStream(file))) {
      for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        write(entry, tar, entry.resolveIn(target));
      }
    }
  }

  private static void write(TarArchiveEntry entry, InputStream content, Path path)
      throws IOException {
    if (entry.isDirectory()) {
      Files.createDirectories(path);
      return;
    }
    Files.createDirectories(path.getParent());
    if (entry.isSymbolicLink()) {
      Files.createSymbolicLink(path, Path.of(entry.getLinkName()));
    } else if (entry.isFile()) {
      Files.copy(content, path);
    }
  }
}
