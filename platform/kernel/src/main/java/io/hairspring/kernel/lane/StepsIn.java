package io.hairspring.kernel.lane;

import io.hairspring.api.task.HotPath;
import io.hairspring.api.task.TriggerKind;
import io.hairspring.kernel.plan.Plan;
import io.hairspring.kernel.plan.StepSequence;
import java.util.Arrays;
import java.util.Queue;

/**
 * Which steps of the plan in force are still in: all but those of tasks that failed under it, which
 * are reported.
 */
@HotPath
final class StepsIn {
  /** Whether every step is. */
  boolean all;

  private final Queue<TaskFailure> failures;
  private final long[][] enabled;

  StepsIn(Queue<TaskFailure> failures, int words) {
    this.failures = failures;
    this.enabled = new long[TriggerKind.count()][words];
  }

  /** Another plan is in force, in which every step is in. */
  void adopt() {
    if (!all) {
      for (final long[] words : enabled) {
        Arrays.fill(words, -1L);
      }
      all = true;
    }
  }

  /** Those of a word that are in, and that run on what triggered a cycle. */
  long allowed(LaneCycle cycle, int w) {
    final StepSequence sequence = cycle.sequence;
    return enabled[cycle.kind()][w] & sequence.admission.words[cycle.row + w];
  }

  /**
   * Takes the steps of a task out.
   *
   * @param plan the plan in force
   * @param i the step of a cycle at which it failed
   * @param cause what it threw, or null: it was over its budget
   */
  void leaveOut(Plan plan, LaneCycle cycle, int i, Throwable cause) {
    all = false;
    final int number = cycle.sequence.numbers[i];
    for (int kind = 0; kind < enabled.length; kind++) {
      final int there = plan.sequence(kind).step(number);
      if (there != StepSequence.NONE) {
        enabled[kind][there / Long.SIZE] &= ~(1L << there);
      }
    }
    failures.offer(
        new TaskFailure(
            cause == null ? TaskFailure.Kind.OVER_BUDGET : TaskFailure.Kind.THREW,
            plan.epoch(),
            cycle.sequence.tasks[i],
            cycle.sequence.name(i),
            cause));
  }
}
