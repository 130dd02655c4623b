package io.hairspring.kernel.planner;

import java.util.Comparator;

/**
 * What a schedule is judged by: first the finish of the last critical job, then that of the last
 * job. Less is better.
 *
 * @param critical nanoseconds from the start to the finish of the last critical job; 0 when no job
 *     is critical
 * @param makespan nanoseconds from the start to the finish of the last job
 */
public record Objective(long critical, long makespan) implements Comparable<Objective> {
  private static final Comparator<Objective> ORDER =
      Comparator.comparingLong(Objective::critical).thenComparingLong(Objective::makespan);

  @Override
  public int compareTo(Objective other) {
    return ORDER.compare(this, other);
  }
}
