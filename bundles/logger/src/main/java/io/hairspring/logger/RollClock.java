package io.hairspring.logger;

import net.openhft.chronicle.core.time.TimeProvider;
import net.openhft.chronicle.queue.RollCycle;
import net.openhft.chronicle.queue.rollcycles.TestRollCycles;

/**
 * The time by which Chronicle Queue names and changes files. It stands still within a file: so a
 * file ends when we say, by size as well as by time, on the thread that we choose, and a clock that
 * is set back does not matter. A file is named by the second in which it was begun.
 */
final class RollClock implements TimeProvider {
  /** One file a second at most. */
  static final RollCycle CYCLE = TestRollCycles.TEST_SECONDLY;

  private static final long SECOND = 1_000;

  private volatile long second;

  /**
   * Stands at a time after that of the last file.
   *
   * @param lastSecond of the files that are there; 0 for none
   */
  RollClock(long lastSecond, long nowMillis) {
    second = Math.max(lastSecond + 1, nowMillis / SECOND);
  }

  /** Whether a new file would be named by this time. */
  boolean canAdvance(long nowMillis) {
    return nowMillis / SECOND > second;
  }

  /** Begins a new file with the next block, named by this time or, when it is past, the next. */
  void advance(long nowMillis) {
    second = Math.max(second + 1, nowMillis / SECOND);
  }

  /** The second by which the present file is named, from the Unix epoch. */
  long second() {
    return second;
  }

  @Override
  public long currentTimeMillis() {
    return second * SECOND;
  }
}
