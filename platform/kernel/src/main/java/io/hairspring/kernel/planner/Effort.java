package io.hairspring.kernel.planner;

import java.util.function.LongSupplier;

/**
 * What a search may spend: steps, which decide, and a wall-clock ceiling, which is only there for a
 * machine much slower than thought. One thread.
 */
final class Effort {
  /** A clock reading costs as much as a few steps. */
  private static final long STEPS_A_READING = 4_096;

  private final long budget;
  private final long ceiling;
  private final LongSupplier clock;
  private final long began;
  private long steps;
  private long stepsAtReading = -STEPS_A_READING;
  private boolean struck;

  /**
   * Starts to count.
   *
   * @param budget steps
   * @param ceiling nanoseconds from now
   * @param clock nanoseconds
   */
  Effort(long budget, long ceiling, LongSupplier clock) {
    this.budget = budget;
    this.ceiling = ceiling;
    this.clock = clock;
    began = clock.getAsLong();
  }

  /** Counts steps. */
  void take(int count) {
    steps += count;
  }

  /** Whether there is anything left of the whole. */
  boolean left() {
    return left(budget);
  }

  /** Whether fewer than so many steps were taken, and there is time. */
  boolean left(long most) {
    if (steps - stepsAtReading >= STEPS_A_READING) {
      stepsAtReading = steps;
      struck |= clock.getAsLong() - began >= ceiling;
    }
    return !struck && steps < most;
  }

  /** Steps that may be taken in all. */
  long budget() {
    return budget;
  }

  /** Steps taken. */
  long steps() {
    return steps;
  }

  /** Whether the ceiling ended something. */
  boolean struck() {
    return struck;
  }
}
