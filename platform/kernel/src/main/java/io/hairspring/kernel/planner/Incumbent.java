package io.hairspring.kernel.planner;

/** The best schedule so far, and the bound that ends the search. One thread. */
final class Incumbent {
  private final Timetable best;
  private final LowerBound bound;

  Incumbent(int size, LowerBound bound) {
    this.bound = bound;
    best = new Timetable(size);
    best.critical = Long.MAX_VALUE;
    best.makespan = Long.MAX_VALUE;
  }

  /** Keeps a copy if it is better than all before. */
  void offer(Timetable table) {
    if (table.betterThan(best)) {
      best.copyFrom(table);
    }
  }

  /** Whether nothing can be better. */
  boolean meetsBound() {
    return best.objective().equals(bound.objective());
  }

  /** Whether a schedule that achieves no more than this is of no use. */
  boolean noWorseThan(long critical, long makespan) {
    final long least = Math.max(critical, bound.objective().critical());
    return least > best.critical || (least == best.critical && makespan >= best.makespan);
  }

  /** The best; of another owner. */
  Timetable best() {
    return best;
  }

  /** The bound. */
  LowerBound bound() {
    return bound;
  }
}
