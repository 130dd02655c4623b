package io.hairspring.logger;

import io.hairspring.api.config.Configuration;
import java.nio.file.Path;
import java.time.Duration;

/**
 * What the configuration says, checked.
 *
 * @param directory where the run directories are made
 * @param resume when the newest journal is gone on with
 * @param thread which thread appends
 * @param queueLines lines that may wait to be appended
 * @param rollTime age at which a file is finished
 * @param rollSize bytes at which a file is finished
 * @param retentionTime age from which finished files are deleted; zero for never
 * @param retentionSize bytes of all journals above which finished files are deleted; 0 for any
 * @param spaceReserve bytes on the disk that are kept for orders
 * @param spaceLeast bytes on the disk below which nothing is written
 * @param whenFull what becomes of records then
 */
record JournalSettings(
    Path directory,
    Resume resume,
    AppendThread thread,
    int queueLines,
    Duration rollTime,
    long rollSize,
    Duration retentionTime,
    long retentionSize,
    long spaceReserve,
    long spaceLeast,
    WhenFull whenFull) {
  /** The PID, and the name of the file in {@code etc}. */
  static final String PID = "io.hairspring.logger";

  private static final int LEAST_QUEUE = 1 << 10;
  private static final int MOST_QUEUE = 1 << 24;
  private static final String SIZE = "a size such as 256MB or 2GB, in B, kB, MB, GB or TB";
  private static final String TIME = "a time such as 5ms, 1h or 30d, in us, ms, s, m, h or d";

  /**
   * Reads a configuration; what it does not name has its default.
   *
   * @param home the installation; null when there is none
   * @throws IllegalArgumentException naming file, key, value and what is allowed
   */
  static JournalSettings from(Configuration configuration, String home) {
    return new JournalSettings(
        directory(configuration, home),
        configuration.choice("resume", Resume.UNCLEAN),
        configuration.choice("thread", AppendThread.OBSERVER),
        configuration.powerOfTwo("queue.lines", 1 << 18, LEAST_QUEUE, MOST_QUEUE),
        positive(configuration, "roll.time", time(configuration, "roll.time", "1h")),
        positive(configuration, "roll.size", size(configuration, "roll.size", "256MB")),
        time(configuration, "retention.time", "0"),
        size(configuration, "retention.size", "0"),
        size(configuration, "space.reserve", "1GB"),
        size(configuration, "space.least", "128MB"),
        configuration.choice("space.full", WhenFull.REFUSE));
  }

  private static Path directory(Configuration configuration, String home) {
    Path byDefault =
        home == null || home.isBlank() ? null : Path.of(home, "data", "journal").toAbsolutePath();
    Path directory = configuration.path("directory", byDefault);
    if (directory == null) {
      throw configuration.wrong(
          "directory", "set where the system property hairspring.home is not");
    }
    return directory.normalize();
  }

  private static Duration positive(Configuration configuration, String key, Duration time) {
    if (time.isZero()) {
      throw configuration.wrong(key, "more than 0");
    }
    return time;
  }

  private static long positive(Configuration configuration, String key, long size) {
    if (size == 0) {
      throw configuration.wrong(key, "more than 0");
    }
    return size;
  }

  private static long size(Configuration configuration, String key, String byDefault) {
    return Quantities.bytes(configuration.filled(key, byDefault))
        .orElseThrow(() -> configuration.wrong(key, SIZE));
  }

  private static Duration time(Configuration configuration, String key, String byDefault) {
    return Quantities.time(configuration.filled(key, byDefault))
        .orElseThrow(() -> configuration.wrong(key, TIME));
  }
}
