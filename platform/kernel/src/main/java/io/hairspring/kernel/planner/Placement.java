package io.hairspring.kernel.planner;

/**
 * Where and when a job runs.
 *
 * @param job index of the job
 * @param lane the lane
 * @param start nanoseconds from the start of the schedule
 * @param finish start and duration
 */
public record Placement(int job, int lane, long start, long finish) {}
