package io.hairspring.kernel.lane;

import io.hairspring.api.task.Task;

/**
 * A task that is left out of its plan.
 *
 * @param kind what it did
 * @param epoch plan in force
 * @param task what ran
 * @param name its name
 * @param cause what it threw; null when it threw nothing
 */
public record TaskFailure(Kind kind, int epoch, Task task, String name, Throwable cause) {

  /** What a task can do to be left out. */
  public enum Kind {
    /** It threw. */
    THREW,
    /** It was over its budget too often, one run after another. */
    OVER_BUDGET,
    /** It did not return. */
    STUCK
  }

  /** What it did, as the end of a sentence that begins with "it". */
  public String reason() {
    return switch (kind) {
      case THREW -> "threw " + cause + " in plan " + epoch;
      case OVER_BUDGET -> "was over its budget too often in plan " + epoch;
      case STUCK -> "did not return to the lane in plan " + epoch;
    };
  }
}
