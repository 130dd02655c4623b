package io.hairspring.benchmarks.work;

import io.hairspring.api.task.Cycle;
import io.hairspring.api.task.HotPath;
import io.hairspring.api.task.Task;

/**
 * A task that computes for a while on what another has computed, and always has something new.
 * Tasks that do not compute on each other's results are run partly at the same time by a processor
 * that executes out of order, and how much so is decided by the length of its buffers.
 */
@HotPath
public class BusyTask implements Task {
  private final int rounds;
  private BusyTask before = this;
  private long value;

  /**
   * Prepares a task that goes on from its own last result.
   *
   * @param rounds of {@link BusyWork}
   */
  public BusyTask(int rounds) {
    this.rounds = rounds;
  }

  /** Goes on from the last result of another task instead. Before the first run. */
  public final void goOnFrom(BusyTask task) {
    before = task;
  }

  @Override
  public boolean run(Cycle cycle) {
    value = BusyWork.compute(before.value, rounds);
    return true;
  }
}
