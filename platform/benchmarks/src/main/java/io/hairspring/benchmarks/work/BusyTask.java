package io.hairspring.benchmarks.work;

import io.hairspring.api.task.Cycle;
import io.hairspring.api.task.HotPath;
import io.hairspring.api.task.Task;

/** A task that computes for a while and always has something new. */
@HotPath
public class BusyTask implements Task {
  private final int rounds;
  private long value;

  /**
   * Prepares the task.
   *
   * @param rounds of {@link BusyWork}
   */
  public BusyTask(int rounds) {
    this.rounds = rounds;
  }

  @Override
  public boolean run(Cycle cycle) {
    value = BusyWork.compute(value, rounds);
    return true;
  }

  /** The last result. */
  public final long value() {
    return value;
  }
}
