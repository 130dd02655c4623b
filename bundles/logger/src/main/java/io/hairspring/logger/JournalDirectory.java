package io.hairspring.logger;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/** Where the directories of all runs are. */
final class JournalDirectory {
  private JournalDirectory() {}

  /**
   * The configured directory, or the default under the platform's home.
   *
   * @param configured value of the key {@code directory}; empty when not configured
   * @param home value of the system property {@code hairspring.home}; null when not set
   * @throws IllegalArgumentException when neither says where
   */
  static Path of(String configured, String home) {
    if (!configured.isBlank()) {
      return path("io.hairspring.logger directory", configured);
    }
    if (home == null || home.isBlank()) {
      throw new IllegalArgumentException(
          "nowhere to keep the journal: set directory in io.hairspring.logger, or the system"
              + " property hairspring.home");
    }
    return path("system property hairspring.home", home).resolve("data").resolve("journal");
  }

  private static Path path(String key, String value) {
    try {
      return Path.of(value.strip()).toAbsolutePath().normalize();
    } catch (InvalidPathException e) {
      throw new IllegalArgumentException(key + " = '" + value + "' is not a path", e);
    }
  }
}
