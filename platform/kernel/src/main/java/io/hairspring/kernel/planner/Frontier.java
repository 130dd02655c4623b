package io.hairspring.kernel.planner;

import java.util.Arrays;

/**
 * A partial schedule that grows job by job: each placed job starts as early as its predecessors and
 * its lane, behind what is already there, allow. Placements can be taken back, the last one first.
 * One thread.
 */
final class Frontier {
  private static final long NEVER = Long.MAX_VALUE;

  /** Far enough in the past that a hop added to it is still before every start. */
  private static final long PAST = -4 * Problem.MOST_TIME;

  private final Network network;
  private final Timetable timetable;
  private final long[] release;

  private final int[] eligible;
  private final int[] waiting;
  private int eligibles;

  // Per job: the latest finish of a predecessor, its lane, and the latest on any other lane.
  private final long[] latest;
  private final int[] latestLane;
  private final long[] elsewhere;

  private final long[] free;
  private final int[] used;
  private final int[] groupLane;
  private final int[] groupPlaced;
  private int freeLane;
  private long nextFree;

  // What a placement replaced, by depth; per edge, what its successor knew before.
  private final int[] sequence;
  private final int[] position;
  private final long[] freeBefore;
  private final long[] criticalBefore;
  private final long[] makespanBefore;
  private final long[] latestBefore;
  private final int[] latestLaneBefore;
  private final long[] elsewhereBefore;
  private int depth;
  private int edges;

  Frontier(Network network) {
    this.network = network;
    final int size = network.size;
    timetable = new Timetable(size);
    release = new long[size];
    eligible = new int[size];
    waiting = new int[size];
    latest = new long[size];
    latestLane = new int[size];
    elsewhere = new long[size];
    free = new long[network.lanes];
    used = new int[network.lanes];
    groupLane = new int[network.groups];
    groupPlaced = new int[network.groups];
    sequence = new int[size];
    position = new int[size];
    freeBefore = new long[size];
    criticalBefore = new long[size];
    makespanBefore = new long[size];
    final int all = Arrays.stream(network.successors).mapToInt(next -> next.length).sum();
    latestBefore = new long[all];
    latestLaneBefore = new int[all];
    elsewhereBefore = new long[all];
  }

  /**
   * Forgets all placements.
   *
   * @param critical when critical jobs may start at the earliest; all others at 0
   */
  void reset(long critical) {
    eligibles = 0;
    depth = 0;
    edges = 0;
    for (int job = 0; job < network.size; job++) {
      release[job] = network.critical[job] ? critical : 0;
      latest[job] = PAST;
      latestLane[job] = Job.ANY;
      elsewhere[job] = PAST;
      waiting[job] = network.predecessors[job].length;
      if (waiting[job] == 0) {
        eligible[eligibles++] = job;
      }
    }
    Arrays.fill(free, 0);
    Arrays.fill(used, 0);
    Arrays.fill(groupLane, Job.ANY);
    Arrays.fill(groupPlaced, 0);
    timetable.clear();
    surveyLanes();
  }

  /** Number of jobs whose predecessors are all placed. */
  int eligibles() {
    return eligibles;
  }

  /** An eligible job; the order is arbitrary but the same every time. */
  int eligible(int at) {
    return eligible[at];
  }

  /** Number of jobs placed. */
  int depth() {
    return depth;
  }

  /** The partial schedule: rows of jobs that are not placed mean nothing. */
  Timetable timetable() {
    return timetable;
  }

  /** When a lane is free for good. */
  long free(int lane) {
    return free[lane];
  }

  /** Whether a job was placed on a lane. */
  boolean used(int lane) {
    return used[lane] > 0;
  }

  /** The lane that a job must run on, as things stand, or {@link Job#ANY}. */
  int bound(int job) {
    final int group = network.group[job];
    return group == Job.ANY ? network.home[job] : groupLane[group];
  }

  /** When an eligible job could start on a lane. */
  long startOn(int job, int lane) {
    final long arrival =
        lane == latestLane[job]
            ? Math.max(latest[job], elsewhere[job] + network.hop)
            : latest[job] + network.hop;
    return Math.max(Math.max(arrival, release[job]), free[lane]);
  }

  /**
   * When an eligible job could start.
   *
   * @param wanted a lane that it keeps to unless it is bound to another, or {@link Job#ANY}
   */
  long earliest(int job, int wanted) {
    final int bound = bound(job);
    final int lane = bound == Job.ANY ? wanted : bound;
    if (lane != Job.ANY) {
      return startOn(job, lane);
    }
    final int local = latestLane[job];
    if (local == Job.ANY) {
      return Math.max(release[job], free[freeLane]);
    }
    final long other = freeLane == local ? nextFree : free[freeLane];
    final long remote = Math.max(Math.max(latest[job] + network.hop, release[job]), other);
    return Math.min(startOn(job, local), remote);
  }

  /**
   * The lane on which an eligible job starts earliest; of several the one with its latest
   * predecessor, else the one that stands idle for the shortest time, else the first.
   */
  int laneFor(int job, int wanted) {
    final int bound = bound(job);
    if (bound != Job.ANY) {
      return bound;
    }
    if (wanted != Job.ANY) {
      return wanted;
    }
    final long start = earliest(job, Job.ANY);
    final int local = latestLane[job];
    if (network.hop > 0 && local != Job.ANY && startOn(job, local) == start) {
      return local;
    }
    int best = Job.ANY;
    for (int lane = 0; lane < free.length; lane++) {
      if ((best == Job.ANY || free[lane] > free[best]) && startOn(job, lane) == start) {
        best = lane;
      }
    }
    return best;
  }

  /** Places an eligible job behind everything on a lane. */
  void place(int at, int lane) {
    final int job = eligible[at];
    final long start = startOn(job, lane);
    final long finish = start + network.duration[job];
    sequence[depth] = job;
    position[depth] = at;
    freeBefore[depth] = free[lane];
    criticalBefore[depth] = timetable.critical;
    makespanBefore[depth] = timetable.makespan;
    depth++;
    timetable.lane[job] = lane;
    timetable.start[job] = start;
    timetable.finish[job] = finish;
    timetable.makespan = Math.max(timetable.makespan, finish);
    if (network.critical[job]) {
      timetable.critical = Math.max(timetable.critical, finish);
    }
    free[lane] = finish;
    used[lane]++;
    surveyLanes();
    if (network.group[job] != Job.ANY) {
      groupLane[network.group[job]] = lane;
      groupPlaced[network.group[job]]++;
    }
    eligible[at] = eligible[--eligibles];
    for (final int next : network.successors[job]) {
      tell(next, lane, finish);
    }
  }

  /** Takes the last placement back. */
  void takeBack() {
    final int job = sequence[--depth];
    final int lane = timetable.lane[job];
    final int[] successors = network.successors[job];
    for (int i = successors.length - 1; i >= 0; i--) {
      untell(successors[i]);
    }
    eligible[eligibles++] = eligible[position[depth]];
    eligible[position[depth]] = job;
    if (network.group[job] != Job.ANY && --groupPlaced[network.group[job]] == 0) {
      groupLane[network.group[job]] = Job.ANY;
    }
    used[lane]--;
    free[lane] = freeBefore[depth];
    surveyLanes();
    timetable.critical = criticalBefore[depth];
    timetable.makespan = makespanBefore[depth];
  }

  private void tell(int job, int lane, long finish) {
    latestBefore[edges] = latest[job];
    latestLaneBefore[edges] = latestLane[job];
    elsewhereBefore[edges] = elsewhere[job];
    edges++;
    if (lane == latestLane[job]) {
      latest[job] = Math.max(latest[job], finish);
    } else if (finish > latest[job]) {
      elsewhere[job] = latest[job];
      latest[job] = finish;
      latestLane[job] = lane;
    } else {
      elsewhere[job] = Math.max(elsewhere[job], finish);
    }
    if (--waiting[job] == 0) {
      eligible[eligibles++] = job;
    }
  }

  private void untell(int job) {
    if (waiting[job]++ == 0) {
      eligibles--;
    }
    edges--;
    latest[job] = latestBefore[edges];
    latestLane[job] = latestLaneBefore[edges];
    elsewhere[job] = elsewhereBefore[edges];
  }

  /** Finds the lane that is free first, and when the next is. */
  private void surveyLanes() {
    freeLane = 0;
    nextFree = NEVER;
    for (int lane = 1; lane < free.length; lane++) {
      if (free[lane] < free[freeLane]) {
        nextFree = free[freeLane];
        freeLane = lane;
      } else if (free[lane] < nextFree) {
        nextFree = free[lane];
      }
    }
  }
}
