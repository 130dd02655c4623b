package io.hairspring.kernel.planner;

import java.util.ArrayList;
import java.util.List;

/** Tries every order on every lane: the optimum of tiny problems, by definition. */
final class BruteForce {
  private final Problem problem;
  private final Placement[] placed;
  private Objective best = new Objective(Long.MAX_VALUE, Long.MAX_VALUE);

  private BruteForce(Problem problem) {
    this.problem = problem;
    placed = new Placement[problem.jobs().size()];
  }

  static Objective optimum(Problem problem) {
    final BruteForce search = new BruteForce(problem);
    search.placeNext();
    return search.best;
  }

  private void placeNext() {
    final List<Placement> sofar = new ArrayList<>();
    for (final Placement placement : placed) {
      if (placement != null) {
        sofar.add(placement);
      }
    }
    final Objective objective = ScheduleCheck.objective(problem, sofar);
    if (objective.compareTo(best) >= 0) {
      return;
    }
    if (sofar.size() == placed.length) {
      best = objective;
      return;
    }
    for (final Job job : problem.jobs()) {
      if (placed[job.index()] == null
          && job.predecessors().stream().allMatch(before -> placed[before] != null)) {
        for (int lane = 0; lane < problem.lanes(); lane++) {
          if (allowed(job, lane)) {
            final long start = earliest(job, lane);
            placed[job.index()] = new Placement(job.index(), lane, start, start + job.duration());
            placeNext();
            placed[job.index()] = null;
          }
        }
      }
    }
  }

  private boolean allowed(Job job, int lane) {
    if (job.lane() != Job.ANY && job.lane() != lane) {
      return false;
    }
    return problem.jobs().stream()
        .filter(other -> job.group() != Job.ANY && other.group() == job.group())
        .allMatch(
            other ->
                (other.lane() == Job.ANY || other.lane() == lane)
                    && (placed[other.index()] == null || placed[other.index()].lane() == lane));
  }

  private long earliest(Job job, int lane) {
    long start = 0;
    for (final Placement other : placed) {
      if (other != null) {
        if (other.lane() == lane) {
          start = Math.max(start, other.finish());
        }
        if (job.predecessors().contains(other.job())) {
          start = Math.max(start, other.finish() + (other.lane() == lane ? 0 : problem.hop()));
        }
      }
    }
    return start;
  }
}
