package io.hairspring.kernel.planner;

import java.util.ArrayList;
import java.util.List;

/** A schedule that a search writes over: lane and times by index of the job. One thread. */
final class Timetable {
  final int[] lane;
  final long[] start;
  final long[] finish;
  long critical;
  long makespan;

  Timetable(int size) {
    lane = new int[size];
    start = new long[size];
    finish = new long[size];
  }

  void clear() {
    critical = 0;
    makespan = 0;
  }

  void copyFrom(Timetable other) {
    System.arraycopy(other.lane, 0, lane, 0, lane.length);
    System.arraycopy(other.start, 0, start, 0, start.length);
    System.arraycopy(other.finish, 0, finish, 0, finish.length);
    critical = other.critical;
    makespan = other.makespan;
  }

  boolean betterThan(Timetable other) {
    return critical < other.critical || (critical == other.critical && makespan < other.makespan);
  }

  Objective objective() {
    return new Objective(critical, makespan);
  }

  List<Placement> placements() {
    final List<Placement> placements = new ArrayList<>();
    for (int job = 0; job < lane.length; job++) {
      placements.add(new Placement(job, lane[job], start[job], finish[job]));
    }
    return placements;
  }
}
