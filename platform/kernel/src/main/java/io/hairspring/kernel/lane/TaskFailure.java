package io.hairspring.kernel.lane;

import io.hairspring.api.task.Task;

/**
 * A task that the lane has left out of its plan.
 *
 * @param epoch plan in force
 * @param task what ran
 * @param name its name
 * @param cause what it threw; null when it was over its budget too often
 */
public record TaskFailure(int epoch, Task task, String name, Throwable cause) {}
