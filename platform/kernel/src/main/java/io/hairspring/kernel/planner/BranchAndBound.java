package io.hairspring.kernel.planner;

import java.util.Arrays;

/**
 * Depth-first search over all placements, the most promising first, in the manner of Kasahara and
 * Narita's DF/IHS (IEEE Transactions on Computers C-33(11), 1984).
 *
 * <p>Jobs are placed in the order of their starts, each as early as it goes: every schedule without
 * needless delay is reached that way. Of schedules that differ only in the names of idle lanes, or
 * in the order in which jobs that start together are placed, one is looked at; and no job starts
 * where another could have been done before. One thread.
 */
final class BranchAndBound {
  private static final int NO_JOB = -1;
  private static final int FIRST_ROOM = 64;

  private final Network network;
  private final Incumbent incumbent;
  private final Effort effort;
  private final Frontier frontier;
  private final double[] keys;

  /** Work that is left, in all and by the lane it must run on. */
  private long work;

  private final long[] homeWork;
  private final boolean[] isHome;

  /** Steps at which the search gives up. */
  private long most;

  // The branches of the open nodes, one node's after the other's.
  private int[] branchAt = new int[FIRST_ROOM];
  private int[] branchLane = new int[FIRST_ROOM];
  private long[] branchStart = new long[FIRST_ROOM];
  private int branches;

  BranchAndBound(Network network, Incumbent incumbent, Effort effort) {
    this.network = network;
    this.incumbent = incumbent;
    this.effort = effort;
    frontier = new Frontier(network);
    keys = PriorityRule.MOST_SUCCESSORS.keys(network);
    homeWork = new long[network.lanes];
    isHome = new boolean[network.lanes];
  }

  /**
   * Searches from nothing, for schedules better than the incumbent.
   *
   * @param until steps, counted by the effort, at which it gives up
   * @return whether no schedule is better than the incumbent
   */
  boolean run(long until) {
    most = until;
    branches = 0;
    work = Arrays.stream(network.duration).sum();
    Arrays.fill(homeWork, 0);
    for (int job = 0; job < network.size; job++) {
      if (network.home[job] != Job.ANY) {
        homeWork[network.home[job]] += network.duration[job];
        isHome[network.home[job]] = true;
      }
    }
    frontier.reset(0);
    return explore(0, NO_JOB);
  }

  /**
   * Looks at all ways to go on from the partial schedule in hand.
   *
   * @return false when the effort ended it
   */
  private boolean explore(long now, int last) {
    if (frontier.depth() == network.size) {
      incumbent.offer(frontier.timetable());
      return true;
    }
    effort.take(frontier.eligibles() + network.lanes);
    if (!effort.left(most)) {
      return false;
    }
    if (hopeless(now)) {
      return true;
    }
    final int first = branches;
    collect(now, last);
    final int end = branches;
    boolean whole = true;
    for (int branch = first; branch < end && whole; branch++) {
      whole = descend(branch);
    }
    branches = first;
    return whole;
  }

  private boolean descend(int branch) {
    final int job = frontier.eligible(branchAt[branch]);
    final long start = branchStart[branch];
    account(job, -network.duration[job]);
    frontier.place(branchAt[branch], branchLane[branch]);
    final boolean whole = explore(start, job);
    frontier.takeBack();
    account(job, network.duration[job]);
    return whole;
  }

  private void account(int job, long duration) {
    work += duration;
    if (network.home[job] != Job.ANY) {
      homeWork[network.home[job]] += duration;
    }
  }

  /** Whether no completion, all of whose jobs start from now on, betters the incumbent. */
  private boolean hopeless(long now) {
    final Timetable table = frontier.timetable();
    long critical = table.critical;
    long makespan = Math.max(table.makespan, laneBound(now));
    for (int at = 0; at < frontier.eligibles(); at++) {
      final int job = frontier.eligible(at);
      final long start = Math.max(now, frontier.earliest(job, Job.ANY));
      final long finish = start + network.duration[job];
      makespan = Math.max(makespan, finish + network.tail[job]);
      if (network.criticalTail[job] != Network.NONE) {
        critical = Math.max(critical, finish + network.criticalTail[job]);
      }
    }
    return incumbent.noWorseThan(critical, makespan);
  }

  private long laneBound(long now) {
    long sum = work;
    long longest = 0;
    for (int lane = 0; lane < network.lanes; lane++) {
      final long free = Math.max(now, frontier.free(lane));
      sum += free;
      if (homeWork[lane] > 0) {
        longest = Math.max(longest, free + homeWork[lane]);
      }
    }
    final long shared = work > 0 ? -Math.floorDiv(-sum, (long) network.lanes) : 0;
    return Math.max(longest, shared);
  }

  private void collect(long now, int last) {
    final int first = branches;
    final long limit = limit();
    for (int at = 0; at < frontier.eligibles(); at++) {
      final int job = frontier.eligible(at);
      final int bound = network.lanesMatter ? frontier.bound(job) : frontier.laneFor(job, Job.ANY);
      boolean idleSeen = false;
      for (int lane = 0; lane < network.lanes; lane++) {
        final boolean idle = !frontier.used(lane) && !isHome[lane];
        if (bound == lane || (bound == Job.ANY && !(idle && idleSeen))) {
          final long start = frontier.startOn(job, lane);
          if (start >= now && start < limit && inOrder(job, start, last, now)) {
            insert(first, at, lane, start);
          }
        }
        idleSeen |= idle;
      }
    }
  }

  /** The time before which a job must start, because another could be done by then on any lane. */
  private long limit() {
    long limit = Long.MAX_VALUE;
    for (int at = 0; at < frontier.eligibles(); at++) {
      final int job = frontier.eligible(at);
      limit = Math.min(limit, latestStart(job) + Math.max(1, network.duration[job]));
    }
    return limit;
  }

  private long latestStart(int job) {
    if (!network.lanesMatter) {
      return frontier.earliest(job, Job.ANY);
    }
    final int bound = frontier.bound(job);
    if (bound != Job.ANY) {
      return frontier.startOn(job, bound);
    }
    long latest = 0;
    for (int lane = 0; lane < network.lanes; lane++) {
      latest = Math.max(latest, frontier.startOn(job, lane));
    }
    return latest;
  }

  /** Jobs that start together, on lanes of their own, are placed in the order of their indices. */
  private boolean inOrder(int job, long start, int last, long now) {
    return last == NO_JOB || start > now || job > last || network.duration[last] == 0;
  }

  private void insert(int first, int at, int lane, long start) {
    if (branches == branchAt.length) {
      branchAt = Arrays.copyOf(branchAt, 2 * branches);
      branchLane = Arrays.copyOf(branchLane, 2 * branches);
      branchStart = Arrays.copyOf(branchStart, 2 * branches);
    }
    int slot = branches++;
    while (slot > first && before(at, start, slot - 1)) {
      branchAt[slot] = branchAt[slot - 1];
      branchLane[slot] = branchLane[slot - 1];
      branchStart[slot] = branchStart[slot - 1];
      slot--;
    }
    branchAt[slot] = at;
    branchLane[slot] = lane;
    branchStart[slot] = start;
  }

  private boolean before(int at, long start, int slot) {
    final double key = keys[frontier.eligible(at)];
    final double other = keys[frontier.eligible(branchAt[slot])];
    return key < other || (key == other && start < branchStart[slot]);
  }
}
