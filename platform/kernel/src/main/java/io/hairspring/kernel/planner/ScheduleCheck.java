package io.hairspring.kernel.planner;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Judges placements against a problem from its definition alone; shares nothing with the search.
 * Any thread.
 */
public final class ScheduleCheck {
  private final Problem problem;
  private final Map<Integer, Placement> placed = new TreeMap<>();
  private final List<String> violations = new ArrayList<>();

  private ScheduleCheck(Problem problem) {
    this.problem = problem;
  }

  /** What is wrong, a line each; nothing when the placements are a valid schedule. */
  public static List<String> violations(Problem problem, List<Placement> placements) {
    final ScheduleCheck check = new ScheduleCheck(problem);
    check.everyJobOnce(placements);
    check.lanesAndTimes();
    check.precedence();
    check.noOverlap();
    check.groups();
    return check.violations;
  }

  /** The objective of valid placements. */
  public static Objective objective(Problem problem, List<Placement> placements) {
    long critical = 0;
    long makespan = 0;
    for (final Placement placement : placements) {
      makespan = Math.max(makespan, placement.finish());
      if (problem.jobs().get(placement.job()).critical()) {
        critical = Math.max(critical, placement.finish());
      }
    }
    return new Objective(critical, makespan);
  }

  private void everyJobOnce(List<Placement> placements) {
    for (final Placement placement : placements) {
      final int job = placement.job();
      if (job < 0 || job >= problem.jobs().size()) {
        violations.add("job " + job + " is not of the problem");
      } else if (placed.putIfAbsent(job, placement) != null) {
        violations.add("job " + job + " is placed more than once");
      }
    }
    for (final Job job : problem.jobs()) {
      if (!placed.containsKey(job.index())) {
        violations.add("job " + job.index() + " is not placed");
      }
    }
  }

  private void lanesAndTimes() {
    for (final Placement placement : placed.values()) {
      final Job job = problem.jobs().get(placement.job());
      final String at = "job " + job.index();
      if (placement.lane() < 0 || placement.lane() >= problem.lanes()) {
        violations.add(at + " is on lane " + placement.lane() + ", which is not of the problem");
      }
      if (job.lane() != Job.ANY && job.lane() != placement.lane()) {
        violations.add(at + " is on lane " + placement.lane() + ", not on its own " + job.lane());
      }
      if (placement.start() < 0) {
        violations.add(at + " starts before the schedule");
      }
      if (placement.finish() - placement.start() != job.duration()) {
        violations.add(at + " does not take its duration");
      }
    }
  }

  private void precedence() {
    for (final Placement placement : placed.values()) {
      for (final int index : problem.jobs().get(placement.job()).predecessors()) {
        final Placement before = placed.get(index);
        if (before != null) {
          final long hop = before.lane() == placement.lane() ? 0 : problem.hop();
          if (placement.start() < before.finish() + hop) {
            violations.add("job " + placement.job() + " starts too early after job " + index);
          }
        }
      }
    }
  }

  private void noOverlap() {
    final List<Placement> order = new ArrayList<>(placed.values());
    order.sort(
        Comparator.comparingInt(Placement::lane)
            .thenComparingLong(Placement::start)
            .thenComparingLong(Placement::finish));
    for (int i = 1; i < order.size(); i++) {
      final Placement before = order.get(i - 1);
      final Placement after = order.get(i);
      if (before.lane() == after.lane() && after.start() < before.finish()) {
        violations.add("jobs " + before.job() + " and " + after.job() + " overlap on their lane");
      }
    }
  }

  private void groups() {
    final Map<Integer, Placement> first = new TreeMap<>();
    for (final Placement placement : placed.values()) {
      final int group = problem.jobs().get(placement.job()).group();
      if (group != Job.ANY) {
        final Placement other = first.putIfAbsent(group, placement);
        if (other != null && other.lane() != placement.lane()) {
          violations.add(
              "jobs " + other.job() + " and " + placement.job() + " of one group are on two lanes");
        }
      }
    }
  }
}
