package io.hairspring.benchmarks.log;

import io.hairspring.benchmarks.report.Samples;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;

/** Nanoseconds a cycle with its record and without, pair of blocks by pair. */
final class Compared {
  /**
   * A block of each.
   *
   * @param recorded nanoseconds a cycle with its record
   * @param bare nanoseconds a cycle without
   * @param wideNanos the longest that {@link io.hairspring.benchmarks.work.WideWork} took before,
   *     between and after them
   */
  record Pair(double recorded, double bare, long wideNanos) {
    double difference() {
      return recorded - bare;
    }
  }

  /** So much longer than its least may wide work take where no neighbour shares the core. */
  private static final double ALONE = 1.15;

  private final List<Pair> pairs = new ArrayList<>();

  void add(Pair pair) {
    pairs.add(pair);
  }

  Samples with() {
    return samples(Pair::recorded, pair -> true);
  }

  Samples without() {
    return samples(Pair::bare, pair -> true);
  }

  /** What the record costs. */
  Samples difference() {
    return samples(Pair::difference, pair -> true);
  }

  /** What the record costs while nobody shares the physical core. */
  Samples differenceAlone() {
    final long least = pairs.stream().mapToLong(Pair::wideNanos).min().orElse(0);
    return samples(Pair::difference, pair -> pair.wideNanos() <= least * ALONE);
  }

  private Samples samples(ToDoubleFunction<Pair> figure, Predicate<Pair> which) {
    final Samples samples = new Samples();
    pairs.stream().filter(which).mapToDouble(figure).forEach(samples::add);
    return samples;
  }
}
