package io.hairspring.api.monitor;

import java.util.List;

/**
 * The tasks of the plan in force.
 *
 * @param epoch of the plan
 * @param reason why it was made
 * @param byNumber a task under its number; null where there is none
 */
public record TasksInForce(int epoch, String reason, List<TaskInForce> byNumber) {
  /** Before there is a plan. */
  public static final TasksInForce NONE = new TasksInForce(0, "", List.of());

  /**
   * A task of the plan in force.
   *
   * @param number its own for as long as the session lasts
   * @param name its name
   * @param budgetNanos the time one run may take; 0 when not stated
   * @param expectedNanos the time that the plan was made with
   */
  public record TaskInForce(int number, String name, long budgetNanos, long expectedNanos) {}

  /** The task with a number, or null. Allocates nothing. */
  public TaskInForce task(int number) {
    return number < byNumber.size() ? byNumber.get(number) : null;
  }
}
