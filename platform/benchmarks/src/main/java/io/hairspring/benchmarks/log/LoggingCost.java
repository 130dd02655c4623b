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
    final Samples burst = measured.burst().difference();
    final Samples paced = measured.paced().difference();
    final double share = paced.median() * PairedLanes.PACE / SECOND;
    context
        .report()
        .put(key + ".per_event_ns", burst.median())
        .put(spread + ".p10_ns", burst.quantile(0.1))
        .put(spread + ".p90_ns", burst.quantile(0.9))
        .put(spread + ".pairs.least_ns", measured.pairs().quantile(0))
        .put(spread + ".pairs.most_ns", measured.pairs().quantile(1))
        .put(key + ".cycle.on_ns", measured.burst().with().median())
        .put(key + ".cycle.off_ns", measured.burst().without().median())
        .put(key + ".paced.per_event_ns", paced.median())
        .put(key + ".paced.p10_ns", paced.quantile(0.1))
        .put(key + ".paced.p90_ns", paced.quantile(0.9))
        .put(key + ".paced.cycle.on_ns", measured.paced().with().median())
        .put(key + ".paced.cycle.off_ns", measured.paced().without().median())
        .put(key + ".share", share)
        .put(key + ".records.lost", measured.lost())
        .put(key + ".lane.cycles", measured.cycles())
        .put(key + ".lane.allocated_bytes", measured.allocated());
    context
        .table()
        .row(
            label,
            String.format(
                Locale.ROOT,
                "%6.1f ns (%.0f to %.0f; pairs of lanes %.0f to %.0f) of %.0f at once, %6.1f ns (%.0f to %.0f) of %.0f at"
                    + " 100,000 a second: %.6f of the time; %d bytes allocated in %s cycles, %d"
                    + " records lost",
                burst.median(),
                burst.quantile(0.1),
                burst.quantile(0.9),
                measured.pairs().quantile(0),
                measured.pairs().quantile(1),
                measured.burst().without().median(),
                paced.median(),
                paced.quantile(0.1),
                paced.quantile(0.9),
                measured.paced().without().median(),
                share,
                measured.allocated(),
                Table.number(measured.cycles()),
                measured.lost()));
  }
}
