package io.hairspring.kernel.swap;

/**
 * Tells when code has become as fast as it gets: when it has not become faster by a tenth in the
 * second half of all it has done. Compilers come in steps, the last after some ten thousand calls,
 * and what has run twice as long as it took to reach its best has most likely seen them all. Shadow
 * thread.
 */
final class Warmth {
  private static final int TENTH = 10;

  private final long least;
  private long events;
  private long best = Long.MAX_VALUE;
  private long improvedAt;

  /** That needs so many events at least. */
  Warmth(long least) {
    this.least = least;
  }

  /** A block of events and what they took on average. */
  void block(int count, long nanosEach) {
    events += count;
    if (nanosEach < best - best / TENTH) {
      best = nanosEach;
      improvedAt = events;
    }
  }

  long events() {
    return events;
  }

  /** What an event took in the fastest block; 0 before the first. */
  long eventNanos() {
    return events == 0 ? 0 : best;
  }

  boolean settled() {
    return events >= least && events >= 2 * improvedAt;
  }
}
