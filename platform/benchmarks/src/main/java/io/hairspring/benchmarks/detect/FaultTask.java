package io.hairspring.benchmarks.detect;

import io.hairspring.api.task.Cycle;
import io.hairspring.api.task.Task;
import io.hairspring.benchmarks.work.BusyWork;

/**
 * A task that computes for as long as it always does, by the clock, so that it is not slower on a
 * slower processor, until it is told to be slow for some runs or not to return for a while. It
 * writes down when its first slow run ended, and when it had been running for its budget. Told by
 * the main thread, run by the lane.
 */
final class FaultTask implements Task {
  private static final int ROUNDS = 25;

  private final long usualNanos;
  private final long budgetNanos;
  private long value = 1;

  private volatile int slowRuns;
  private volatile int times = 1;
  private volatile long stuckNanos;
  private volatile long occurred;

  /**
   * Prepares it.
   *
   * @param usualNanos what it usually takes
   * @param budgetNanos its budget
   */
  FaultTask(long usualNanos, long budgetNanos) {
    this.usualNanos = usualNanos;
    this.budgetNanos = budgetNanos;
  }

  /** Is so many times slower, for some runs. */
  void slow(int factor, int runs) {
    occurred = 0;
    times = factor;
    slowRuns = runs;
  }

  /** Does not return for a while, once. */
  void stick(long nanos) {
    occurred = 0;
    stuckNanos = nanos;
  }

  /** When the fault occurred; 0 while it has not. */
  long occurred() {
    return occurred;
  }

  @Override
  public boolean run(Cycle cycle) {
    if (stuckNanos > 0) {
      stick();
    } else if (slowRuns > 0) {
      compute(usualNanos * times);
      if (occurred == 0) {
        occurred = System.nanoTime();
      }
      final int left = slowRuns - 1;
      slowRuns = left;
    } else {
      compute(usualNanos);
    }
    return value != 0;
  }

  private void stick() {
    occurred = System.nanoTime() + budgetNanos;
    compute(stuckNanos);
    stuckNanos = 0;
  }

  private void compute(long nanos) {
    final long end = System.nanoTime() + nanos;
    while (System.nanoTime() < end) {
      value = BusyWork.compute(value, ROUNDS);
    }
  }
}
