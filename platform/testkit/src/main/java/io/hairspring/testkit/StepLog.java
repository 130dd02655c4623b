package io.hairspring.testkit;

import io.hairspring.api.task.Task;
import java.util.ArrayList;
import java.util.List;

/** Tasks that write down when they run. To be read while the platform does not run. */
public final class StepLog {

  /**
   * A run of a task.
   *
   * @param cycle number of the cycle, from 1
   * @param task name it was given
   * @param startNanos virtual time at which it began
   */
  public record Step(long cycle, String task, long startNanos) {}

  private final TestPlatform platform;
  private final List<Step> steps = new ArrayList<>();

  StepLog(TestPlatform platform) {
    this.platform = platform;
  }

  /**
   * A task that does nothing but take its time, and always says that something changed.
   *
   * @param name what its runs are written down as
   * @param takesNanos what a run takes in virtual time
   */
  public Task taking(String name, long takesNanos) {
    return around(
        name,
        cycle -> {
          platform.spend(takesNanos);
          return true;
        });
  }

  /** A task whose runs are written down. */
  public Task around(String name, Task task) {
    return cycle -> {
      steps.add(new Step(cycle.number(), name, platform.now()));
      return task.run(cycle);
    };
  }

  /** All runs, in the order in which they happened. */
  public List<Step> all() {
    return List.copyOf(steps);
  }

  /** Names of the tasks that ran in one cycle, in order. */
  public List<String> of(long cycle) {
    return steps.stream().filter(step -> step.cycle() == cycle).map(Step::task).toList();
  }
}
