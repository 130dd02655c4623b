package io.hairspring.benchmarks.report;

import org.HdrHistogram.Histogram;

/** The percentiles of every report. */
public enum Percentile {
  /** Median. */
  P50("p50", 50),
  /** 90th. */
  P90("p90", 90),
  /** 99th. */
  P99("p99", 99),
  /** 99.9th. */
  P99_9("p99_9", 99.9),
  /** 99.99th. */
  P99_99("p99_99", 99.99),
  /** The longest. */
  MAX("max", 100);

  private final String label;
  private final double percent;

  Percentile(String label, double percent) {
    this.label = label;
    this.percent = percent;
  }

  /** Its name in report keys. */
  public String label() {
    return label;
  }

  /** Its value, in the histogram's unit. */
  public long of(Histogram histogram) {
    return histogram.getValueAtPercentile(percent);
  }
}
