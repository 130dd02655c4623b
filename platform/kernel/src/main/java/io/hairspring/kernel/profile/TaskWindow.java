package io.hairspring.kernel.profile;

import org.HdrHistogram.Histogram;
import org.HdrHistogram.SingleWriterRecorder;

/** The latest times of one task: added by the observer's thread, gathered by the control thread. */
final class TaskWindow {
  private static final long HIGHEST_NANOS = 10_000_000L;
  private static final int DIGITS = 2;
  private static final int ENOUGH = 16;
  private static final double KEPT_PERCENTILE = 90.0;
  private static final double WEIGHT = 0.3;

  private final SingleWriterRecorder recorder = new SingleWriterRecorder(HIGHEST_NANOS, DIGITS);
  private final Histogram window = new Histogram(HIGHEST_NANOS, DIGITS);
  private Histogram interval;
  private TaskProfile profile = TaskProfile.UNKNOWN;

  void add(long nanos) {
    recorder.recordValue(Math.min(nanos, HIGHEST_NANOS));
  }

  void gather() {
    interval = recorder.getIntervalHistogram(interval);
    window.add(interval);
    if (window.getTotalCount() < ENOUGH) {
      return;
    }
    final double mean = meanOfMost();
    final double expected =
        profile.samples() == 0
            ? mean
            : profile.expectedNanos() + WEIGHT * (mean - profile.expectedNanos());
    profile =
        new TaskProfile(
            profile.samples() + window.getTotalCount(),
            Math.round(expected),
            window.getValueAtPercentile(99.0));
    window.reset();
  }

  TaskProfile profile() {
    return profile;
  }

  private double meanOfMost() {
    final long highest = window.getValueAtPercentile(KEPT_PERCENTILE);
    double sum = 0;
    long count = 0;
    for (final var value : window.recordedValues()) {
      if (value.getValueIteratedTo() <= highest) {
        sum += (double) value.getValueIteratedTo() * value.getCountAddedInThisIterationStep();
        count += value.getCountAddedInThisIterationStep();
      }
    }
    return sum / count;
  }
}
