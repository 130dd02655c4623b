package io.hairspring.kernel.planner;

import java.util.Arrays;

/**
 * Forward-backward improvement: shifts all jobs to the end, in the order of their finishes, then
 * all to the start, in the order of their new starts; as long as the schedule gets shorter. Valls,
 * Ballestin and Quintanilla, European Journal of Operational Research 165, 2005 (double
 * justification). Jobs keep their lanes where lanes matter. One thread.
 */
final class Justification {
  private final ListScheduler forward;
  private final ListScheduler backward;
  private final double[] keys;
  private final int[] wanted;
  private final boolean lanesMatter;
  private final boolean someCritical;

  Justification(Network network, ListScheduler forward, ListScheduler backward) {
    this.forward = forward;
    this.backward = backward;
    keys = new double[network.size];
    wanted = new int[network.size];
    Arrays.fill(wanted, Job.ANY);
    lanesMatter = network.lanesMatter;
    someCritical = network.someCritical;
  }

  /** Improves a schedule in place. */
  void improve(Timetable table) {
    Timetable shifted = doublePass(table);
    while (shifted.betterThan(table)) {
      table.copyFrom(shifted);
      shifted = doublePass(table);
    }
    // Never longer, since every job starts no later than before: another place to search on from.
    table.copyFrom(shifted);
  }

  private Timetable doublePass(Timetable table) {
    return forwards(backwards(table));
  }

  private Timetable backwards(Timetable table) {
    for (int job = 0; job < keys.length; job++) {
      keys[job] = -table.finish[job];
    }
    keepLanes(table);
    // Critical jobs have to be done earlier than the last by this much.
    final long sooner = someCritical ? table.makespan - table.critical : 0;
    return backward.schedule(keys, ListScheduler.STRICT, wanted, sooner);
  }

  /**
   * Schedules forwards in the order, and on the lanes, of a schedule with time running backwards.
   */
  Timetable forwards(Timetable reversed) {
    for (int job = 0; job < keys.length; job++) {
      keys[job] = -reversed.finish[job];
    }
    keepLanes(reversed);
    return forward.schedule(keys, ListScheduler.STRICT, wanted, 0);
  }

  private void keepLanes(Timetable table) {
    if (lanesMatter) {
      System.arraycopy(table.lane, 0, wanted, 0, wanted.length);
    }
  }
}
