package io.hairspring.kernel.profile;

/**
 * What the runs of a task have been seen to take.
 *
 * @param samples runs timed
 * @param expectedNanos moving average of the runs below the 90th percentile: what the host steals
 *     from a run is not the task's
 * @param p99Nanos 99th percentile of the latest window
 */
public record TaskProfile(long samples, long expectedNanos, long p99Nanos) {
  /** Nothing is known. */
  public static final TaskProfile UNKNOWN = new TaskProfile(0, 0, 0);
}
