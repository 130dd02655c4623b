package io.hairspring.kernel.planner;

import java.util.Arrays;

/**
 * What no schedule can be better than.
 *
 * @param objective component by component
 * @param ending the bound that the makespan's part comes from
 */
record LowerBound(Objective objective, Ending ending) {

  static LowerBound of(Network network) {
    final LowerBound whole = ofMakespan(network);
    if (!network.someCritical) {
      return whole;
    }
    final long critical = ofMakespan(network.criticalPart()).objective().makespan();
    return new LowerBound(new Objective(critical, whole.objective().makespan()), whole.ending());
  }

  private static LowerBound ofMakespan(Network network) {
    final long[] head = network.reversed().tail;
    long path = 0;
    for (int job = 0; job < network.size; job++) {
      path = Math.max(path, head[job] + network.duration[job] + network.tail[job]);
    }
    LowerBound bound = new LowerBound(new Objective(0, path), Ending.CRITICAL_PATH_MET);
    bound = bound.or(work(network), Ending.WORK_MET);
    bound = bound.or(laneLoad(network, head), Ending.LANE_LOAD_MET);
    return bound.or(new IntervalBound(network, head, path).value(), Ending.INTERVAL_MET);
  }

  private LowerBound or(long makespan, Ending other) {
    return makespan > objective.makespan()
        ? new LowerBound(new Objective(0, makespan), other)
        : this;
  }

  private static long work(Network network) {
    return -Math.floorDiv(-Arrays.stream(network.duration).sum(), (long) network.lanes);
  }

  /** Jobs that share a lane, by home or by group, run one after the other. */
  private static long laneLoad(Network network, long[] head) {
    long most = 0;
    for (int lane = 0; lane < network.lanes; lane++) {
      most = Math.max(most, load(network, head, network.home, lane));
    }
    for (int group = 0; group < network.groups; group++) {
      most = Math.max(most, load(network, head, network.group, group));
    }
    return most;
  }

  /** The best, over all times, of the jobs that cannot start before that time. */
  private static long load(Network network, long[] head, int[] place, int number) {
    long most = 0;
    for (int first = 0; first < network.size; first++) {
      if (place[first] == number) {
        long work = 0;
        long tail = Long.MAX_VALUE;
        for (int job = 0; job < network.size; job++) {
          if (place[job] == number && head[job] >= head[first]) {
            work += network.duration[job];
            tail = Math.min(tail, network.tail[job]);
          }
        }
        most = Math.max(most, head[first] + work + tail);
      }
    }
    return most;
  }
}
