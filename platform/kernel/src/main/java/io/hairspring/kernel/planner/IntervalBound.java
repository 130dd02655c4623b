package io.hairspring.kernel.planner;

import java.util.Arrays;

/**
 * Fernandez and Bussell's bound (IEEE Transactions on Computers C-22(8), 1973): were the schedule
 * as long as its longest chain, each job would have to spend a least time within an interval; where
 * that is more than the lanes have, the schedule is longer by the excess over the lanes.
 */
final class IntervalBound {
  /** Where intervals begin: with more jobs than this, evenly chosen from all. */
  private static final int MOST_BEGINNINGS = 512;

  private final Network network;
  private final long[] head;
  private final long path;
  private final long[] rises;
  private final long[] ends;

  IntervalBound(Network network, long[] head, long path) {
    this.network = network;
    this.head = head;
    this.path = path;
    rises = new long[network.size];
    ends = new long[network.size];
  }

  /** The bound, in nanoseconds. */
  long value() {
    final long[] beginnings = beginnings();
    final int stride = beginnings.length / MOST_BEGINNINGS + 1;
    long excess = 0;
    for (int i = 0; i < beginnings.length; i += stride) {
      excess = Math.max(excess, excessFrom(beginnings[i]));
    }
    return path - Math.floorDiv(-excess, (long) network.lanes);
  }

  private long[] beginnings() {
    final long[] times = new long[2 * network.size];
    for (int job = 0; job < network.size; job++) {
      times[2 * job] = head[job];
      times[2 * job + 1] = latestStart(job);
    }
    return Arrays.stream(times).sorted().distinct().toArray();
  }

  /**
   * The greatest excess of work over room in intervals from a time on. With the end of the interval
   * a job's least time in it rises, one for one, from the job's latest start to what can be in it;
   * so the excess is greatest where a rise ends.
   */
  private long excessFrom(long beginning) {
    int count = 0;
    for (int job = 0; job < network.size; job++) {
      final long duration = network.duration[job];
      final long within = Math.min(duration, head[job] + duration - beginning);
      if (within > 0) {
        rises[count] = Math.max(latestStart(job), beginning);
        ends[count] = rises[count] + within;
        count++;
      }
    }
    Arrays.sort(rises, 0, count);
    Arrays.sort(ends, 0, count);
    long most = 0;
    long work = 0;
    long at = beginning;
    int rising = 0;
    for (int ended = 0; ended < count; ended++) {
      while (rising < count && rises[rising] < ends[ended]) {
        work += (rising - ended) * (rises[rising] - at);
        at = rises[rising];
        rising++;
      }
      work += (rising - ended) * (ends[ended] - at);
      at = ends[ended];
      most = Math.max(most, work - network.lanes * (at - beginning));
    }
    return most;
  }

  private long latestStart(int job) {
    return path - network.tail[job] - network.duration[job];
  }
}
