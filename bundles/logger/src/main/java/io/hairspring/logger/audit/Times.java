package io.hairspring.logger.audit;

import org.HdrHistogram.Histogram;

/** Makes and fills histograms of nanoseconds: up to a minute, three digits. */
final class Times {
  /** What is longer counts as this. */
  static final long HIGHEST = 60_000_000_000L;

  private static final int DIGITS = 3;

  private Times() {}

  static Histogram histogram() {
    return new Histogram(HIGHEST, DIGITS);
  }

  static void record(Histogram histogram, long nanos) {
    histogram.recordValue(Math.min(Math.max(nanos, 0), HIGHEST));
  }
}
