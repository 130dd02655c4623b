package io.hairspring.benchmarks.detect;

import io.hairspring.api.task.Cycle;
import io.hairspring.api.task.Task;
import io.hairspring.benchmarks.work.BusyWork;

/**
 * A task that computes for as long as it always does, until it is told to be slow for some runs or
 * not to return for a while. It writes down when its first slow run ended, and when it had been
 * running for its budget. Told by the main thread, run by the lane.
 */
final class FaultTask implements Task {
  private final int rounds;
  private final long budgetNanos;
  private long value = 1;

  private volatile int slowRuns;
  private volatile int times = 1;
  private volatile long stuckNanos;
  private volatile long occurred;

  /**
   * Prepares it.
   *
   * @param rounds of {@link BusyWork} that it usually does
   * @param budgetNanos its budget
   */
  FaultTask(int rounds, long budgetNanos) {
    this.rounds = rounds;
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
      value = BusyWork.compute(value, rounds * times);
      if (occurred == 0) {
        occurred = System.nanoTime();
      }
      final int left = slowRuns - 1;
      slowRuns = left;
    } else {
      value = BusyWork.compute(value, rounds);
    }
    return value != 0;
  }

  private void stick() {
    final long start = System.nanoTime();
    final long end = start + stuckNanos;
    occurred = start + budgetNanos;
    while (System.nanoTime() < end) {
      value = BusyWork.compute(value, 100);
    }
    stuckNanos = 0;
  }
}
