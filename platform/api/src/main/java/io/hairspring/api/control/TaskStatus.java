package io.hairspring.api.control;

import io.hairspring.api.task.TaskDefinition;

/**
 * A task known to the kernel.
 *
 * @param definition what it declared
 * @param origin the bundle and component it comes from
 * @param state whether it is in the plan
 * @param reason why it is not; empty when it is
 */
public record TaskStatus(TaskDefinition definition, String origin, State state, String reason) {

  /** Whether a task is in the plan. */
  public enum State {
    /** In the plan in force. */
    PLANNED,
    /** Refused by validation. */
    REFUSED,
    /** Taken out after it failed, or by a mitigation. */
    QUARANTINED,
    /** Started, and kept as the fallback of a strategy that is in the plan. */
    STANDBY
  }
}
