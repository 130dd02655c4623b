package io.hairspring.launcher;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;

/**
 * The directory in which the platform is installed. The bundles of a start level lie in one folder,
 * whose name begins with the level: {@code system/20-platform}. Bundles of a level start in the
 * order of their file names.
 *
 * @param home the directory, absolute
 */
record Installation(Path home) {

  /** The installation that {@code hairspring.home} names. */
  static Installation current() throws LaunchException {
    String home = System.getProperty("hairspring.home");
    if (home == null || !Files.isDirectory(Path.of(home, "system"))) {
      throw new LaunchException(
          LaunchException.USAGE,
          "hairspring.home is "
              + home
              + ", must be the directory that holds lib, system and etc; bin/hairspring sets it");
    }
    return new Installation(Path.of(home).toAbsolutePath().normalize());
  }

  Path etc() {
    return home.resolve("etc");
  }

  Path deploy() {
    return home.resolve("deploy");
  }

  Path data() {
    return home.resolve("data");
  }

  Path log() {
    return home.resolve("log");
  }

  /** The bundles of {@code system}, by start level, lowest first. */
  Map<Integer, List<Path>> bundles() throws IOException, LaunchException {
    Map<Integer, List<Path>> levels = new TreeMap<>();
    try (DirectoryStream<Path> folders = Files.newDirectoryStream(home.resolve("system"))) {
      for (Path folder : folders) {
        levels.computeIfAbsent(level(folder), level -> new ArrayList<>()).addAll(jars(folder));
      }
    }
    levels.values().forEach(bundles -> bundles.sort(null));
    return levels;
  }

  private static int level(Path folder) throws LaunchException {
    String name = folder.getFileName().toString();
    if (!name.matches("[1-9][0-9]{0,3}-.+")) {
      throw new LaunchException(
          LaunchException.BROKEN,
          folder + ": the name must begin with a start level and a hyphen, as in 20-platform");
    }
    return Integer.parseInt(name, 0, name.indexOf('-'), 10);
  }

  private static List<Path> jars(Path folder) throws IOException {
    List<Path> jars = new ArrayList<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*.jar")) {
      files.forEach(jars::add);
    }
    return jars;
  }

  /** Framework properties of {@code etc/framework.properties}. */
  Properties frameworkProperties() throws IOException {
    Properties properties = new Properties();
    try (Reader reader = Files.newBufferedReader(etc().resolve("framework.properties"))) {
      properties.load(reader);
    }
    return properties;
  }
}
