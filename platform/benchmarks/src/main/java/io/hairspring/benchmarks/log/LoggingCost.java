package io.hairspring.benchmarks.log;

import io.hairspring.benchmarks.bench.BenchContext;
import io.hairspring.benchmarks.report.Samples;
import io.hairspring.benchmarks.report.Table;
import java.util.Locale;

/** Puts what the record costs into the report and the table. */
final class LoggingCost {
  private static final double SECOND = 1e9;

  private final BenchContext context;

  LoggingCost(BenchContext context) {
    this.context = context;
  }

  /** Of the cycles that do nothing but compute. */
  void show(Measured measured, TakenRecords taken) {
    put("log", "log.per_event", "record", measured);
    context
        .report()
        .put("log.blocks", (long) measured.burst().difference().count())
        .put("log.pairs", (long) measured.pairs().count())
        .put("log.records.refused", taken.refused());
  }

  /** Of a scenario. */
  void show(Scenario scenario, Measured measured) {
    final String key = "log." + scenario.key();
    put(key, key, scenario.key(), measured);
  }

  private void put(String key, String spread, String label, Measured measured) {
    final Compared burst = measured.burst();
    final Compared paced = measured.paced();
    final double share = share(paced.difference());
    put(key + ".per_event", spread, burst);
    put(key + ".paced.per_event", key + ".paced", paced);
    context
        .report()
        .put(spread + ".pairs.least_ns", measured.pairs().quantile(0))
        .put(spread + ".pairs.most_ns", measured.pairs().quantile(1))
        .put(key + ".cycle.on_ns", burst.with().median())
        .put(key + ".cycle.off_ns", burst.without().median())
        .put(key + ".paced.cycle.on_ns", paced.with().median())
        .put(key + ".paced.cycle.off_ns", paced.without().median())
        .put(key + ".share", share)
        .put(key + ".alone.share", share(paced.differenceAlone()))
        .put(key + ".records.lost", measured.lost())
        .put(key + ".lane.cycles", measured.cycles())
        .put(key + ".lane.allocated_bytes", measured.allocated());
    context
        .table()
        .row(label, text(burst) + " at once")
        .row("", text(paced) + " at 100,000 a second");
    context
        .table()
        .row(
            "",
            String.format(
                Locale.ROOT,
                "%.6f of the time; %d bytes allocated in %s cycles, %d records lost",
                share,
                measured.allocated(),
                Table.number(measured.cycles()),
                measured.lost()));
  }

  private void put(String median, String spread, Compared compared) {
    final Samples all = compared.difference();
    final Samples alone = compared.differenceAlone();
    context
        .report()
        .put(median + "_ns", all.median())
        .put(median + ".low_ns", all.medianRange().low())
        .put(median + ".high_ns", all.medianRange().high())
        .put(spread + ".p10_ns", all.quantile(0.1))
        .put(spread + ".p90_ns", all.quantile(0.9))
        .put(median + ".alone_ns", alone.median())
        .put(median + ".alone.low_ns", alone.medianRange().low())
        .put(median + ".alone.high_ns", alone.medianRange().high())
        .put(median + ".alone.blocks", (long) alone.count());
  }

  private static String text(Compared compared) {
    final Samples all = compared.difference();
    final Samples alone = compared.differenceAlone();
    return String.format(
        Locale.ROOT,
        "%6.1f ns (median's 95%%: %.1f to %.1f; blocks' p10 and p90: %.0f, %.0f) of %.0f; alone on the core, %d of"
            + " %d: %.1f ns (%.1f to %.1f)",
        all.median(),
        all.medianRange().low(),
        all.medianRange().high(),
        all.quantile(0.1),
        all.quantile(0.9),
        compared.without().median(),
        alone.count(),
        all.count(),
        alone.median(),
        alone.medianRange().low(),
        alone.medianRange().high());
  }

  private static double share(Samples paced) {
    return paced.median() * PairedLanes.PACE / SECOND;
  }
}
