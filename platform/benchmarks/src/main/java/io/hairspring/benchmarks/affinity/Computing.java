package io.hairspring.benchmarks.affinity;

import io.hairspring.benchmarks.work.BusyWork;

/** Wants all of a core's time. */
final class Computing implements Work {
  private static final int ROUNDS = 100_000;

  private long value = 1;

  @Override
  public void turn() {
    value = BusyWork.compute(value, ROUNDS);
  }
}
