package io.hairspring.kernel.lane;

/**
 * What a lane is sized and ruled by.
 *
 * @param tasks tasks a plan can have
 * @param timers timers there can be
 * @param parked cycles whose deferred steps can wait at the same time
 * @param sampleEvery every how many cycles each step is timed: a power of two, or 0 for never
 * @param deadlinePolicy what happens to a cycle that misses its deadline
 * @param quarantineAfter runs over budget, one after another among those timed, that take a task
 *     out; 0 for never
 * @param cancelShare lines of the egress ring kept for cancels
 * @param criticalShare lines of the egress ring kept for critical steps, besides those
 */
public record LaneSettings(
    int tasks,
    int timers,
    int parked,
    int sampleEvery,
    DeadlinePolicy deadlinePolicy,
    int quarantineAfter,
    int cancelShare,
    int criticalShare) {

  private static final int BANDS = 3;

  /** Words of a mask over all steps of a sequence, each band rounded up. */
  int words() {
    return tasks / Long.SIZE + BANDS;
  }
}
