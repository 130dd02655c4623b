package io.hairspring.benchmarks.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.StringJoiner;
import java.util.function.LongConsumer;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramIterationValue;

/**
 * Latencies in nanoseconds, cut into blocks. The merged histogram hides nothing; the typical value
 * of a percentile is the median of the blocks' own, so that a block stolen by the host decides
 * nothing. One thread at a time; {@link #accept} does not allocate.
 */
public final class LatencySeries implements LongConsumer {
  private static final long HIGHEST = 60_000_000_000L;
  private static final int DIGITS = 3;
  private static final int COARSE_DIGITS = 2;
  private static final int STEPS_PER_HALVING = 5;
  private static final double PERCENT = 100;

  private final String name;
  private final Histogram merged = new Histogram(HIGHEST, DIGITS);
  private final Histogram block = new Histogram(HIGHEST, DIGITS);
  private final List<long[]> blocks = new ArrayList<>();

  /** An empty series. */
  public LatencySeries(String name) {
    this.name = name;
  }

  @Override
  public void accept(long nanos) {
    block.recordValue(Math.min(Math.max(nanos, 0), HIGHEST));
  }

  /** Ends a block; an empty one leaves no trace. */
  public void endBlock() {
    if (block.getTotalCount() > 0) {
      merged.add(block);
      blocks.add(Arrays.stream(Percentile.values()).mapToLong(p -> p.of(block)).toArray());
      block.reset();
    }
  }

  /** Forgets everything. */
  public void clear() {
    block.reset();
    merged.reset();
    blocks.clear();
  }

  /** Name in report keys. */
  public String name() {
    return name;
  }

  /** Number of values in ended blocks. */
  public long count() {
    return merged.getTotalCount();
  }

  /** Number of ended blocks. */
  public int blocks() {
    return blocks.size();
  }

  /** Number of values in ended blocks that are greater, at the resolution of three digits. */
  public long over(long nanos) {
    return merged.getTotalCount() - merged.getCountBetweenValues(0, nanos);
  }

  /**
   * All values of ended blocks, at the resolution of two digits, from the least: {@code
   * value:count} for each that there is, with commas between.
   */
  public String histogram() {
    final Histogram coarse = new Histogram(HIGHEST, COARSE_DIGITS);
    coarse.add(merged);
    final StringJoiner all = new StringJoiner(",");
    for (final HistogramIterationValue value : coarse.recordedValues()) {
      all.add(value.getValueIteratedTo() + ":" + value.getCountAddedInThisIterationStep());
    }
    return all.toString();
  }

  /** A percentile of all values; 0 when there are none. */
  public long merged(Percentile percentile) {
    return percentile.of(merged);
  }

  /** A percentile of the block that ended last; there must be one. */
  public long last(Percentile percentile) {
    return blocks.get(blocks.size() - 1)[percentile.ordinal()];
  }

  /** A percentile of each ended block, in their order. */
  public long[] course(Percentile percentile) {
    return blocks.stream().mapToLong(b -> b[percentile.ordinal()]).toArray();
  }

  /**
   * Goes along all values, from the least to the greatest, ever more finely.
   *
   * @param points takes a share of the values, below 1, and the value that it does not exceed
   */
  public void curve(DoubleBinaryConsumer points) {
    for (final HistogramIterationValue point : merged.percentiles(STEPS_PER_HALVING)) {
      final double share = point.getPercentileLevelIteratedTo() / PERCENT;
      if (share < 1) {
        points.accept(share, (double) point.getValueIteratedTo());
      }
    }
  }

  /** Takes two numbers. */
  @FunctionalInterface
  public interface DoubleBinaryConsumer {
    /** Takes them. */
    void accept(double first, double second);
  }

  /** The median over blocks of each block's percentile; 0 when there are none. */
  public long typical(Percentile percentile) {
    final long[] sorted =
        blocks.stream().mapToLong(b -> b[percentile.ordinal()]).sorted().toArray();
    return sorted.length == 0 ? 0 : sorted[sorted.length / 2];
  }
}
