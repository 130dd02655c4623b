package io.hairspring.telemetry.stat;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Properties;

/**
 * What the user asked for.
 *
 * @param place a directory of counters files, or one such file
 * @param watchNanos time between looks; 0 to look once
 * @param report where the values are written as JSON; null for nowhere
 */
record StatOptions(Path place, long watchNanos, Path report) {
  private static final String USAGE = "stat [DIR] [--watch SECONDS] [--report FILE]";
  private static final double MOST_SECONDS = 86_400;
  private static final double NANOS_PER_SECOND = 1e9;

  /**
   * Reads the arguments.
   *
   * @param home the installation, whose counters are shown when no directory is named; may be null
   * @throws IllegalArgumentException for the user, in one line
   */
  static StatOptions of(List<String> arguments, String home) {
    String place = null;
    String report = null;
    long watch = 0;
    final Iterator<String> all = arguments.iterator();
    while (all.hasNext()) {
      final String argument = all.next();
      if (argument.equals("--watch")) {
        watch = nanos(value(argument, all));
      } else if (argument.equals("--report")) {
        report = value(argument, all);
      } else if (argument.startsWith("-")) {
        throw new IllegalArgumentException("unknown option " + argument + "; " + USAGE);
      } else if (place == null) {
        place = argument;
      } else {
        throw new IllegalArgumentException("one directory at a time; " + USAGE);
      }
    }
    if (place == null && home == null) {
      throw new IllegalArgumentException("which directory? " + USAGE);
    }
    try {
      return new StatOptions(
          place == null ? ofInstallation(Path.of(home)) : ofName(Path.of(place)),
          watch,
          report == null ? null : Path.of(report));
    } catch (final InvalidPathException e) {
      throw new IllegalArgumentException("'" + e.getInput() + "' is not a path", e);
    }
  }

  private static String value(String option, Iterator<String> all) {
    if (!all.hasNext()) {
      throw new IllegalArgumentException(option + " needs a value; " + USAGE);
    }
    return all.next();
  }

  private static long nanos(String seconds) {
    try {
      final double number = Double.parseDouble(seconds);
      if (number > 0 && number <= MOST_SECONDS) {
        return Math.round(number * NANOS_PER_SECOND);
      }
    } catch (final NumberFormatException e) {
      // Said below, as of a number that is none of these.
    }
    throw new IllegalArgumentException(
        "--watch " + seconds + ": must be a number of seconds above 0, up to 86400");
  }

  /** A directory of counters files, or the installation that has one. */
  private static Path ofName(Path place) {
    if (!Files.exists(place)) {
      throw new IllegalArgumentException(
          place + " is not there: must be an installation, its data/telemetry or a counters file");
    }
    return Files.isDirectory(place.resolve("system")) ? ofInstallation(place) : place;
  }

  private static Path ofInstallation(Path home) {
    final Properties configuration = new Properties();
    final Path file = home.resolve("etc/io.hairspring.telemetry.cfg");
    try (Reader reader = Files.newBufferedReader(file)) {
      configuration.load(reader);
    } catch (final IOException e) {
      // Without one the default holds.
    }
    final String directory = configuration.getProperty("directory", "").strip();
    return directory.isEmpty() ? home.resolve("data/telemetry") : Path.of(directory);
  }
}
