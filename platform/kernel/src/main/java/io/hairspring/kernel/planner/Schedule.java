package io.hairspring.kernel.planner;

import java.util.List;

/**
 * A placement for each job of a problem. Immutable.
 *
 * @param placements by index of the job
 * @param objective what it achieves
 * @param lowerBound what no schedule can be better than, component by component
 * @param ending why the search ended
 * @param steps search steps taken; see {@link StaticPlanner}
 */
public record Schedule(
    List<Placement> placements,
    Objective objective,
    Objective lowerBound,
    Ending ending,
    long steps) {
  /** Copies the placements. */
  public Schedule {
    placements = List.copyOf(placements);
  }

  /** Finish of the last job, in nanoseconds. */
  public long makespan() {
    return objective.makespan();
  }

  /** Whether no schedule of the problem has a better objective. */
  public boolean provenOptimal() {
    return ending.optimal();
  }
}
