package io.hairspring.logger;

import java.time.Duration;

/** How many lines a journal has written in the last second. Counted by one thread, read by any. */
final class AppendRate {
  private static final long SECOND_NANOS = Duration.ofSeconds(1).toNanos();

  private volatile long linesPerSecond;
  private long sinceNanos;
  private long before;

  /** So many lines are written by now; more often than once a second. */
  void written(long lines, long now) {
    if (now - sinceNanos >= SECOND_NANOS) {
      linesPerSecond = (lines - before) * SECOND_NANOS / (now - sinceNanos);
      sinceNanos = now;
      before = lines;
    }
  }

  long linesPerSecond() {
    return linesPerSecond;
  }
}
