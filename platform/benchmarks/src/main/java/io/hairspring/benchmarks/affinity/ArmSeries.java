package io.hairspring.benchmarks.affinity;

import io.hairspring.benchmarks.bench.BenchContext;
import io.hairspring.benchmarks.report.LatencySeries;
import io.hairspring.benchmarks.report.Percentile;
import io.hairspring.benchmarks.report.Samples;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The latencies of each arm, and what placement improves. One thread at a time. */
final class ArmSeries {
  private static final long[] LIMITS = {1_000, 10_000, 100_000, 1_000_000, 10_000_000};
  private static final String[] LIMIT_NAMES = {"1us", "10us", "100us", "1ms", "10ms"};

  private final Map<Arm, LatencySeries> series = new EnumMap<>(Arm.class);
  private final Map<Arm, LoadTurns> loads = new EnumMap<>(Arm.class);
  private final Samples rounds = new Samples();

  ArmSeries() {
    for (final Arm arm : Arm.values()) {
      series.put(arm, new LatencySeries(arm.key()));
      loads.put(arm, new LoadTurns());
    }
  }

  LatencySeries of(Arm arm) {
    return series.get(arm);
  }

  /** What the load did beside the blocks of an arm. */
  LoadTurns load(Arm arm) {
    return loads.get(arm);
  }

  /** Compares the blocks that ended last. */
  void endRound() {
    rounds.add(
        1 - (double) of(Arm.PINNED).last(Percentile.P99) / of(Arm.UNPINNED).last(Percentile.P99));
  }

  void clear() {
    series.values().forEach(LatencySeries::clear);
    loads.values().forEach(LoadTurns::clear);
    rounds.clear();
  }

  /** By how much the typical p99 of the placed lane is less than that of another arm; of 1. */
  double improvementOver(Arm other) {
    return 1 - (double) of(Arm.PINNED).typical(Percentile.P99) / of(other).typical(Percentile.P99);
  }

  void show(BenchContext context) {
    for (final Arm arm : Arm.values()) {
      context.report().put(of(arm));
      context.report().put(arm.key() + ".histogram_ns", of(arm).histogram());
      loads.get(arm).show(arm.key(), context.report());
      for (int i = 0; i < LIMITS.length; i++) {
        context.report().put(arm.key() + ".over_" + LIMIT_NAMES[i], of(arm).over(LIMITS[i]));
      }
    }
    context
        .report()
        .put("affinity.improvement", improvementOver(Arm.UNPINNED))
        .put("affinity.improvement.p10", rounds.quantile(0.1))
        .put("affinity.improvement.p90", rounds.quantile(0.9))
        .put("affinity.improvement_over_pinned_alone", improvementOver(Arm.PINNED_ALONE));
    context
        .table()
        .row(
            "improvement",
            String.format(
                Locale.ROOT,
                "%.1f%% less p99 in the typical block than left to the system (rounds %.1f%% to"
                    + " %.1f%%), %.1f%% less than pinned alone",
                100 * improvementOver(Arm.UNPINNED),
                100 * rounds.quantile(0.1),
                100 * rounds.quantile(0.9),
                100 * improvementOver(Arm.PINNED_ALONE)));
    for (final Arm arm : Arm.values()) {
      context.table().row(arm.label(), arm.words());
    }
    context.table().gap().latencies(List.copyOf(series.values())).gap();
    context
        .table()
        .row("later than", String.format("%11s".repeat(LIMITS.length), (Object[]) LIMIT_NAMES));
    for (final Arm arm : Arm.values()) {
      context.table().row(arm.label(), histogram(of(arm)));
    }
    context.table().gap().row("meanwhile", "turns of the competing threads in a second");
    for (final Arm arm : Arm.values()) {
      context.table().row(arm.label(), loads.get(arm).words());
    }
  }

  private static String histogram(LatencySeries latencies) {
    final StringBuilder out = new StringBuilder();
    Arrays.stream(LIMITS)
        .forEach(
            limit ->
                out.append(
                    String.format(
                        Locale.ROOT,
                        "%10.4f%%",
                        100.0 * latencies.over(limit) / latencies.count())));
    return out.toString();
  }
}
