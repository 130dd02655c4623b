package io.hairspring.benchmarks.work;

import io.hairspring.api.task.Cycle;
import io.hairspring.api.task.HotPath;
import io.hairspring.api.task.Task;

/** A task that computes for a while, and always has something new. */
@HotPath
public class BusyTask implements Task {
  private final int rounds;
  private final Carry carry;

  /**
   * Prepares the task.
   *
   * @param rounds of {@link BusyWork}
   * @param carry what it computes on, and leaves its result in
   */
  public BusyTask(int rounds, Carry carry) {
    this.rounds = rounds;
    this.carry = carry;
  }

  @Override
  public boolean run(Cycle cycle) {
    carry.value = BusyWork.compute(carry.value, rounds);
    return true;
  }
}
