package io.hairspring.benchmarks.report;

import java.util.ArrayList;
import java.util.List;

/** One figure for each block, and what is typical of them. One thread. */
public final class Samples {
  private static final double SIGN_TEST = 1.96 / 2;

  private final List<Double> values = new ArrayList<>();

  /** Adds a block's figure. */
  public void add(double value) {
    values.add(value);
  }

  /** Forgets everything. */
  public void clear() {
    values.clear();
  }

  /** Number of blocks. */
  public int count() {
    return values.size();
  }

  /** The median; 0 when there are none. */
  public double median() {
    return quantile(0.5);
  }

  /** The value below which a share of the blocks lies; 0 when there are none. */
  public double quantile(double share) {
    if (values.isEmpty()) {
      return 0;
    }
    final List<Double> sorted = values.stream().sorted().toList();
    return sorted.get((int) Math.min(sorted.size() - 1L, Math.round(share * (sorted.size() - 1))));
  }

  /**
   * Where the median of what the blocks are drawn from lies with 95% confidence, whatever its
   * distribution: the sign test's interval, by the normal approximation of the binomial.
   */
  public Range medianRange() {
    final double beside = SIGN_TEST / Math.sqrt(Math.max(1, values.size()));
    return new Range(quantile(Math.max(0, 0.5 - beside)), quantile(Math.min(1, 0.5 + beside)));
  }

  /**
   * An interval.
   *
   * @param low its lower end
   * @param high its upper end
   */
  public record Range(double low, double high) {}
}
