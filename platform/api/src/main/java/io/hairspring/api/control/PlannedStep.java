package io.hairspring.api.control;

/**
 * A step of a plan.
 *
 * @param lane the lane that runs it
 * @param task name of its task
 * @param deferred whether it waits for the slack after the critical steps
 * @param expectedNanos what one run is expected to take, in nanoseconds
 */
public record PlannedStep(int lane, String task, boolean deferred, long expectedNanos) {}
