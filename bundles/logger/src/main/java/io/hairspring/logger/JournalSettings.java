package io.hairspring.logger;

import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

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
  private static final System.Logger LOG = System.getLogger(JournalSettings.class.getName());
  private static final int LEAST_QUEUE = 1 << 10;
  private static final int MOST_QUEUE = 1 << 24;

  /**
   * Reads a configuration.
   *
   * @throws IllegalArgumentException when a value is wrong; its message is logged too, on a line of
   *     its own, because the component runtime would bury it in a stack trace
   */
  static JournalSettings of(LoggerConfiguration configuration) {
    try {
      return new JournalSettings(
          JournalDirectory.of(configuration.directory(), System.getProperty("hairspring.home")),
          choice("resume", configuration.resume(), Resume.values()),
          choice("thread", configuration.thread(), AppendThread.values()),
          queue(configuration.queue_lines()),
          positive("roll.time", configuration.roll_time()),
          size("roll.size", configuration.roll_size()),
          Quantities.time("retention.time", configuration.retention_time()),
          Quantities.bytes("retention.size", configuration.retention_size()),
          Quantities.bytes("space.reserve", configuration.space_reserve()),
          Quantities.bytes("space.least", configuration.space_least()),
          choice("space.full", configuration.space_full(), WhenFull.values()));
    } catch (IllegalArgumentException e) {
      LOG.log(Level.ERROR, "the logger does not start: {0}", e.getMessage());
      throw e;
    }
  }

  private static int queue(int lines) {
    if (lines < LEAST_QUEUE || lines > MOST_QUEUE || Integer.bitCount(lines) != 1) {
      throw new IllegalArgumentException(
          "io.hairspring.logger queue.lines = "
              + lines
              + " is not a power of two from "
              + LEAST_QUEUE
              + " to "
              + MOST_QUEUE);
    }
    return lines;
  }

  private static Duration positive(String key, String text) {
    Duration time = Quantities.time(key, text);
    if (time.isZero()) {
      throw new IllegalArgumentException(
          "io.hairspring.logger " + key + " = '" + text + "' must be more than 0");
    }
    return time;
  }

  private static long size(String key, String text) {
    long bytes = Quantities.bytes(key, text);
    if (bytes == 0) {
      throw new IllegalArgumentException(
          "io.hairspring.logger " + key + " = '" + text + "' must be more than 0");
    }
    return bytes;
  }

  private static <E extends Enum<E>> E choice(String key, String text, E[] choices) {
    for (E choice : choices) {
      if (choice.name().equalsIgnoreCase(text.strip())) {
        return choice;
      }
    }
    throw new IllegalArgumentException(
        "io.hairspring.logger "
            + key
            + " = '"
            + text
            + "' is not one of "
            + Arrays.stream(choices)
                .map(choice -> choice.name().toLowerCase(Locale.ROOT))
                .collect(Collectors.joining(", ")));
  }
}
