package io.hairspring.logger;

import io.hairspring.api.journal.JournalReport;
import io.hairspring.logger.journal.JournalFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** Puts together how the journal is. Any thread but the observer's: it looks at the files. */
final class Condition {
  private final JournalSettings settings;
  private final LineQueue queue;

  Condition(JournalSettings settings, LineQueue queue) {
    this.settings = settings;
    this.queue = queue;
  }

  /**
   * How it is.
   *
   * @param run null when nothing was begun
   */
  JournalReport report(
      Run run, BlockAppender appender, SpaceGuard guard, JournalThread duties, long refused) {
    if (run == null) {
      return new JournalReport(
          "",
          "waits for a session",
          queue.put(),
          0,
          0,
          refused,
          queue.size(),
          queue.capacity(),
          0,
          0,
          0,
          "",
          0,
          roll(Duration.ZERO, 0),
          retention(),
          -1);
    }
    long bytes = 0;
    List<Path> files = List.of();
    try {
      files = JournalFiles.of(run.directory());
      bytes = Retention.size(run.directory());
    } catch (IOException e) {
      // Gone, or not to be read: then there is nothing to count.
      bytes = 0;
    }
    return new JournalReport(
        run.directory().toString(),
        state(appender, guard, duties.failures()),
        queue.put(),
        appender.written(),
        appender.withheld(),
        refused,
        queue.size(),
        queue.capacity(),
        duties.linesPerSecond(),
        bytes,
        files.size(),
        files.isEmpty() ? "" : files.get(files.size() - 1).getFileName().toString(),
        appender.fileBytes(),
        roll(duties.fileAge(System.nanoTime()), appender.fileBytes()),
        retention(),
        guard.usable());
  }

  private String state(BlockAppender appender, SpaceGuard guard, long failures) {
    if (!appender.isOpen()) {
      return failures == 0
          ? "is being opened"
          : "cannot be written; tried every " + JournalThread.RETRY.toSeconds() + " s";
    }
    return switch (guard.state()) {
      case PLENTY ->
          "written by the "
              + (settings.thread() == AppendThread.OWN ? "journal's own thread" : "observer");
      case ORDERS_ONLY -> "short of space: only what belongs to orders is written";
      case FULL -> "out of space: lines are " + settings.whenFull().name().toLowerCase(Locale.ROOT);
    };
  }

  private String roll(Duration age, long bytes) {
    Duration left = settings.rollTime().minus(age);
    return "in "
        + Math.max(0, left.toMinutes())
        + " min, or after "
        + Quantities.size(Math.max(0, settings.rollSize() - bytes))
        + " more";
  }

  private String retention() {
    String time =
        settings.retentionTime().isZero() ? "" : settings.retentionTime().toHours() + " h";
    String size = settings.retentionSize() == 0 ? "" : Quantities.size(settings.retentionSize());
    if (time.isEmpty() && size.isEmpty()) {
      return "everything is kept";
    }
    return "at most " + time + (time.isEmpty() || size.isEmpty() ? "" : " and ") + size;
  }
}
