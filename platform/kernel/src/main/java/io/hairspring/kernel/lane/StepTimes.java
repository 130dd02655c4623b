package io.hairspring.kernel.lane;

import io.hairspring.api.task.HotPath;
import io.hairspring.api.time.PlatformClock;
import io.hairspring.kernel.plan.StepSequence;
import java.util.Arrays;

/**
 * Times each step of the cycles that are sampled, and counts runs over budget. A clock reading
 * costs more than a small step, so most cycles are not timed.
 */
@HotPath
final class StepTimes {
  /** Cycles timed one after another when a plan is new. */
  static final int AFTER_ADOPTION = 16;

  private static final int PER_LINE = TaskTimesLine.TIMES;
  private static final int NUMBER_SHIFT = 48;
  private static final long MAX_NANOS = (1L << NUMBER_SHIFT) - 1;
  private static final int READINGS = 1_001;

  private final PlatformClock clock;
  private final RecordWriter records;
  private final LaneCounters counters;
  private final int sampleEvery;
  private final int quarantineAfter;
  private final int[][] overruns;
  private boolean overran;
  private final long[] line = new long[PER_LINE];
  private int filled;
  private int untilSample;
  private int extra;
  private long readingNanos;
  private long lastNanos;

  StepTimes(
      PlatformClock clock,
      RecordWriter records,
      LaneCounters counters,
      LaneSettings settings,
      int kinds) {
    this.clock = clock;
    this.records = records;
    this.counters = counters;
    this.sampleEvery = settings.sampleEvery();
    this.quarantineAfter = settings.quarantineAfter();
    this.overruns = new int[kinds][settings.words() * Long.SIZE];
    this.untilSample = sampleEvery;
  }

  /** Measures what a reading of the clock costs, which is part of every time. Allocates. */
  void calibrate() {
    final long[] gaps = new long[READINGS];
    long before = clock.nanoTime();
    for (int i = 0; i < READINGS; i++) {
      final long now = clock.nanoTime();
      gaps[i] = now - before;
      before = now;
    }
    Arrays.sort(gaps);
    readingNanos = gaps[READINGS / 2];
  }

  void planAdopted() {
    extra = AFTER_ADOPTION;
    // What was never written is not looked at either: while a plan is adopted the lane stands.
    if (overran) {
      for (final int[] kind : overruns) {
        Arrays.fill(kind, 0);
      }
      overran = false;
    }
  }

  /** Has the next cycle timed, whatever the sampling says. */
  void timeNext() {
    extra++;
  }

  /** Whether the cycle that begins now is timed. */
  boolean sampled() {
    if (sampleEvery == 0) {
      return false;
    }
    if (extra > 0) {
      extra--;
      return true;
    }
    if (--untilSample > 0) {
      return false;
    }
    untilSample = sampleEvery;
    return true;
  }

  void begin() {
    lastNanos = clock.nanoTime();
  }

  /**
   * A step has run since {@link #begin} or the step before.
   *
   * @return whether it was over its budget so often that it is to be taken out
   */
  boolean end(LaneCycle cycle, int step) {
    final long now = clock.nanoTime();
    final long nanos = Math.max(0, now - lastNanos - readingNanos);
    lastNanos = now;
    final StepSequence sequence = cycle.sequence;
    line[filled++] = (long) sequence.numbers[step] << NUMBER_SHIFT | Math.min(nanos, MAX_NANOS);
    if (filled == PER_LINE) {
      flush(cycle);
    }
    return overrun(cycle.kind(), step, nanos > sequence.budgetNanos[step]);
  }

  private boolean overrun(int kind, int step, boolean over) {
    if (!over) {
      overruns[kind][step] = 0;
      return false;
    }
    counters.countOverBudget();
    overran = true;
    return ++overruns[kind][step] == quarantineAfter;
  }

  /** Hands over what is left of a cycle's times. */
  void flush(LaneCycle cycle) {
    if (filled == 0) {
      return;
    }
    Arrays.fill(line, filled, PER_LINE, 0);
    filled = 0;
    records.times(cycle.number(), line);
  }
}
