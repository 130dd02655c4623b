package io.hairspring.benchmarks.bench;

import io.hairspring.benchmarks.bench.StandardTaskGraphs.Row;
import io.hairspring.kernel.planner.Ending;
import io.hairspring.kernel.planner.Schedule;
import java.util.Locale;

/** How schedules compare with the known optima. One thread. */
final class PlanScore {
  private long closed;
  private long optimal;
  private long open;
  private long openAtBest;
  private long proven;
  private long struck;
  private double gaps;
  private double maxGap;

  void add(Row row, Schedule schedule) {
    proven += schedule.provenOptimal() ? 1 : 0;
    struck += schedule.ending() == Ending.CEILING_STRUCK ? 1 : 0;
    if (!row.closed()) {
      open++;
      openAtBest += schedule.makespan() <= row.upper() ? 1 : 0;
      return;
    }
    final double gap = (schedule.makespan() - row.lower()) / (double) row.lower();
    closed++;
    optimal += schedule.makespan() == row.lower() ? 1 : 0;
    gaps += gap;
    maxGap = Math.max(maxGap, gap);
  }

  /** Adds how often the ceiling struck in another round. */
  void addStruck(PlanScore other) {
    struck += other.struck;
  }

  /** Rows whose optimum is known. */
  long closed() {
    return closed;
  }

  /** Closed rows at their optimum. */
  long optimal() {
    return optimal;
  }

  /** Closed rows at their optimum, of all closed rows; 0 to 1. */
  double optimalShare() {
    return closed == 0 ? 0 : (double) optimal / closed;
  }

  /** Makespan over optimum less one, the mean of closed rows; 0.01 is one per cent. */
  double meanGap() {
    return closed == 0 ? 0 : gaps / closed;
  }

  /** Makespan over optimum less one, the greatest of closed rows. */
  double maxGap() {
    return maxGap;
  }

  /** Rows whose optimum is not known. */
  long open() {
    return open;
  }

  /** Open rows as good as the best known makespan, or better. */
  long openAtBest() {
    return openAtBest;
  }

  /** Rows, closed and open, that the planner itself proves optimal. */
  long proven() {
    return proven;
  }

  /** Schedules that the wall-clock ceiling cut short. */
  long struck() {
    return struck;
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "%,d of %,d closed rows at the optimum (%.2f%%), mean gap %.4f%%, greatest %.2f%%",
        optimal,
        closed,
        100 * optimalShare(),
        100 * meanGap(),
        100 * maxGap);
  }
}
