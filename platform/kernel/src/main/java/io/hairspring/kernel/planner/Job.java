package io.hairspring.kernel.planner;

import java.util.List;

/**
 * A piece of work with a known time, placed once and never interrupted. Immutable.
 *
 * @param index its place in the problem, from 0
 * @param duration its time on a lane, in nanoseconds, from 0 up
 * @param predecessors indices of the jobs that must be finished before it starts
 * @param lane the lane it must run on, or {@link #ANY}
 * @param group jobs with one group number share one lane, whichever it is; {@link #ANY} for none
 * @param critical whether its finish counts for the first part of the {@link Objective}
 */
public record Job(
    int index, long duration, List<Integer> predecessors, int lane, int group, boolean critical) {
  /** No fixed lane; no group. */
  public static final int ANY = -1;

  /** Copies the predecessors. */
  public Job {
    predecessors = List.copyOf(predecessors);
  }

  /** A job that may run on any lane, in no group, not critical. */
  public Job(int index, long duration, List<Integer> predecessors) {
    this(index, duration, predecessors, ANY, ANY, false);
  }

  /** The same job on a fixed lane. */
  public Job onLane(int fixed) {
    return new Job(index, duration, predecessors, fixed, group, critical);
  }

  /** The same job in a group. */
  public Job inGroup(int number) {
    return new Job(index, duration, predecessors, lane, number, critical);
  }

  /** The same job, critical. */
  public Job asCritical() {
    return new Job(index, duration, predecessors, lane, group, true);
  }
}
