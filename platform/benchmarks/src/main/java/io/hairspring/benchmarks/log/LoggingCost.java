package io.hairspring.benchmarks.log;

import io.hairspring.benchmarks.bench.BenchContext;
import io.hairspring.benchmarks.report.Samples;
import io.hairspring.benchmarks.report.Table;
import java.util.Locale;

/** Puts what the record costs into the report and the table. */
final class LoggingCost {
  private static final double CYCLES_PER_SECOND = 100_000;
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
        .put("log.blocks", (long) lanes.difference().count())
        .put("log.records.refused", taken.refused());
  }

  /** Of a scenario. */
  void show(Scenario scenario, PairedLanes lanes) {
    final String key = "log." + scenario.key();
    put(key, key, scenario.key(), lanes);
  }

  private void put(String key, String spread, String label, PairedLanes lanes) {
    final Samples cost = lanes.difference();
    final double share = cost.median() * CYCLES_PER_SECOND / SECOND;
    context
        .report()
        .put(key + ".per_event_ns", cost.median())
        .put(spread + ".p10_ns", cost.quantile(0.1))
        .put(spread + ".p90_ns", cost.quantile(0.9))
        .put(key + ".share", share)
        .put(key + ".cycle.on_ns", lanes.with().median())
        .put(key + ".cycle.off_ns", lanes.without().median())
        .put(key + ".records.lost", lanes.lost())
        .put(key + ".lane.cycles", lanes.count())
        .put(key + ".lane.allocated_bytes", lanes.allocated());
    context
        .table()
        .row(
            label,
            String.format(
                Locale.ROOT,
                "%.2f ns a cycle (%.2f to %.2f), of %.1f ns without, %d pairs of blocks; %.6f of"
                    + " the time at 100,000 cycles a second; %d bytes allocated in %s cycles, %d"
                    + " records lost",
                cost.median(),
                cost.quantile(0.1),
                cost.quantile(0.9),
                lanes.without().median(),
                cost.count(),
                share,
                lanes.allocated(),
                Table.number(lanes.count()),
                lanes.lost()));
  }
}
