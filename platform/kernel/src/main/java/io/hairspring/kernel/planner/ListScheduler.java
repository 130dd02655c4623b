package io.hairspring.kernel.planner;

/**
 * List scheduling: again and again, of the eligible jobs within reach, the one with the least key
 * is placed where it starts earliest. The reach says how long a lane may be kept idle for a job
 * with a lesser key: from none (non-delay schedules: Adam, Chandy and Dickson, CACM 17, 1974) over
 * active schedules (Giffler and Thompson, Operations Research 8, 1960; the parameter is Storer, Wu
 * and Vaccari's, Management Science 38, 1992) to the strict order of the keys. One thread.
 */
final class ListScheduler {
  /** No lane stands idle while a job could run on it. */
  static final int NON_DELAY = 0;

  /** A lane may stand idle for less than it takes to finish another job. */
  static final int ACTIVE = 8;

  /** The keys' order, as far as precedence allows. */
  static final int STRICT = 9;

  private final Network network;
  private final Effort effort;
  private final Frontier frontier;
  private final long[] earliest;

  ListScheduler(Network network, Effort effort) {
    this.network = network;
    this.effort = effort;
    frontier = new Frontier(network);
    earliest = new long[network.size];
  }

  /**
   * Schedules all jobs.
   *
   * @param keys by job, the least first; of equal ones a job without duration, then the lower index
   * @param reach {@link #NON_DELAY} to {@link #ACTIVE}, or {@link #STRICT}
   * @param wanted by job, the lane to keep to, or {@link Job#ANY}
   * @param critical when critical jobs may start at the earliest
   * @return the schedule, valid until the next call
   */
  Timetable schedule(double[] keys, int reach, int[] wanted, long critical) {
    frontier.reset(critical);
    while (frontier.eligibles() > 0) {
      effort.take(frontier.eligibles() + network.lanes);
      final int at = reach == STRICT ? least(keys) : leastStartingBy(limit(reach, wanted), keys);
      final int job = frontier.eligible(at);
      frontier.place(at, frontier.laneFor(job, wanted[job]));
    }
    return frontier.timetable();
  }

  private int least(double[] keys) {
    int best = 0;
    for (int at = 1; at < frontier.eligibles(); at++) {
      if (before(keys, frontier.eligible(at), frontier.eligible(best))) {
        best = at;
      }
    }
    return best;
  }

  private int leastStartingBy(long limit, double[] keys) {
    int best = -1;
    for (int at = 0; at < frontier.eligibles(); at++) {
      if (earliest[at] <= limit
          && (best < 0 || before(keys, frontier.eligible(at), frontier.eligible(best)))) {
        best = at;
      }
    }
    return best;
  }

  /** The latest start within reach. */
  private long limit(int reach, int[] wanted) {
    long start = Long.MAX_VALUE;
    long finish = Long.MAX_VALUE;
    for (int at = 0; at < frontier.eligibles(); at++) {
      final int job = frontier.eligible(at);
      earliest[at] = frontier.earliest(job, wanted[job]);
      start = Math.min(start, earliest[at]);
      finish = Math.min(finish, earliest[at] + network.duration[job]);
    }
    return Math.max(start, start + (finish - 1 - start) * reach / ACTIVE);
  }

  private boolean before(double[] keys, int job, int other) {
    if (keys[job] != keys[other]) {
      return keys[job] < keys[other];
    }
    final boolean instant = network.duration[job] == 0;
    final boolean otherInstant = network.duration[other] == 0;
    return instant == otherInstant ? job < other : instant;
  }
}
