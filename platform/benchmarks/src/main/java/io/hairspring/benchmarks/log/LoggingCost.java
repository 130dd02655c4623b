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
  void show(PairedLanes lanes, TakenRecords taken) {
    put("log", "log.per_event", "record", lanes);
    context
        .report()
        .put("log.blocks", (long) lanes.burst().difference().count())
        .put("log.records.refused", taken.refused());
  }

  /** Of a scenario. */
  void show(Scenario scenario, PairedLanes lanes) {
    final String key = "log." + scenario.key();
    put(key, key, scenario.key(), lanes);
  }

  private void put(String key, String spread, String label, PairedLanes lanes) {
    final Samples burst = lanes.burst().difference();
    final Samples paced = lanes.paced().difference();
    final double share = paced.median() * PairedLanes.PACE / SECOND;
    context
        .report()
        .put(key + ".per_event_ns", burst.median())
        .put(spread + ".p10_ns", burst.quantile(0.1))
        .put(spread + ".p90_ns", burst.quantile(0.9))
        .put(key + ".cycle.on_ns", lanes.burst().with().median())
        .put(key + ".cycle.off_ns", lanes.burst().without().median())
        .put(key + ".paced.per_event_ns", paced.median())
        .put(key + ".paced.p10_ns", paced.quantile(0.1))
        .put(key + ".paced.p90_ns", paced.quantile(0.9))
        .put(key + ".paced.cycle.on_ns", lanes.paced().with().median())
        .put(key + ".paced.cycle.off_ns", lanes.paced().without().median())
        .put(key + ".share", share)
        .put(key + ".records.lost", lanes.lost())
        .put(key + ".lane.cycles", lanes.count())
        .put(key + ".lane.allocated_bytes", lanes.allocated());
    context
        .table()
        .row(
            label,
            String.format(
                Locale.ROOT,
                "%6.1f ns (%.0f to %.0f) of %.0f at once, %6.1f ns (%.0f to %.0f) of %.0f at"
                    + " 100,000 a second: %.6f of the time; %d bytes allocated in %s cycles, %d"
                    + " records lost",
                burst.median(),
                burst.quantile(0.1),
                burst.quantile(0.9),
                lanes.burst().without().median(),
                paced.median(),
                paced.quantile(0.1),
                paced.quantile(0.9),
                lanes.paced().without().median(),
                share,
                lanes.allocated(),
                Table.number(lanes.count()),
                lanes.lost()));
  }
}
