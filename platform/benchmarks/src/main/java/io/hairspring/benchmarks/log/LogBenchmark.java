package io.hairspring.benchmarks.log;

import io.hairspring.api.control.Platform;
import io.hairspring.api.journal.ExecutionLogger;
import io.hairspring.api.journal.JournalStatus;
import io.hairspring.benchmarks.bench.BenchContext;
import io.hairspring.benchmarks.bench.Benchmark;
import io.hairspring.benchmarks.bench.BenchmarkException;
import io.hairspring.benchmarks.bench.QuietSession;
import io.hairspring.benchmarks.report.Samples;
import io.hairspring.benchmarks.report.Table;
import io.hairspring.benchmarks.work.BusyWork;
import io.hairspring.kernel.probe.KernelProbe;
import java.util.List;
import java.util.Locale;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;

/** What the record of each cycle costs the lane that writes it, and what the journal takes. */
public final class LogBenchmark implements Benchmark {
  private static final int ROUNDS = 121;
  private static final int QUICK_ROUNDS = 41;
  private static final int WARM_UP_ROUNDS = 12;
  private static final long TASK_NANOS = 200;
  private static final double CYCLES_PER_SECOND = 100_000;
  private static final long SECONDS = 60;
  private static final long QUICK_SECONDS = 10;
  private static final double SECOND = 1e9;

  private final BundleContext bundle;
  private final Platform platform;
  private final KernelProbe probe;

  /** On a platform. */
  public LogBenchmark(BundleContext bundle, Platform platform, KernelProbe probe) {
    this.bundle = bundle;
    this.platform = platform;
    this.probe = probe;
  }

  @Override
  public String name() {
    return "log";
  }

  @Override
  public String description() {
    return "what a cycle's record costs the lane, and a million records a second to disk";
  }

  @Override
  public void run(BenchContext context) throws BenchmarkException {
    final ExecutionLogger logger = service(ExecutionLogger.class);
    final JournalStatus journal = service(JournalStatus.class);
    // Opened before anything is measured.
    logger.location();
    cycles(context, logger);
    context.progress().accept("log: a million records a second");
    final SustainedAppends sustained = new SustainedAppends(logger, journal);
    sustained.run(context.quick() ? QUICK_SECONDS : SECONDS);
    show(context, sustained);
  }

  private void cycles(BenchContext context, ExecutionLogger logger) {
    final TakenRecords taken = new TakenRecords(logger);
    final Thread taking = new Thread(taken, "bench-log-taking");
    taking.setDaemon(true);
    try (QuietSession session = new QuietSession(platform, probe)) {
      final RecordedCycles[] measured = new RecordedCycles[1];
      session.onLane(
          () -> {
            final int rounds = (int) (TASK_NANOS * BusyWork.roundsPerNano());
            measured[0] = new RecordedCycles(probe, rounds, taken);
          });
      final RecordedCycles cycles = measured[0];
      taken.of(cycles.recorded());
      taking.start();
      session.onLane(
          () -> {
            for (int i = 0; i < WARM_UP_ROUNDS; i++) {
              cycles.warmUp();
            }
            cycles.begin();
          });
      final int rounds = context.quick() ? QUICK_ROUNDS : ROUNDS;
      for (int round = 1; round <= rounds; round++) {
        context.progress().accept("log: round " + round + " of " + rounds);
        final boolean onFirst = round % 2 == 0;
        session.onLane(
            () -> {
              cycles.measure(onFirst);
              context.takeNoise();
            });
      }
      show(context, cycles, taken);
    } finally {
      taken.stop();
    }
  }

  private static void show(BenchContext context, RecordedCycles cycles, TakenRecords taken) {
    final Samples cost = cycles.difference();
    final double share = cost.median() * CYCLES_PER_SECOND / SECOND;
    context
        .report()
        .put("log.per_event_ns", cost.median())
        .put("log.per_event.p10_ns", cost.quantile(0.1))
        .put("log.per_event.p90_ns", cost.quantile(0.9))
        .put("log.share", share)
        .put("log.cycle.on_ns", cycles.with().median())
        .put("log.cycle.off_ns", cycles.without().median())
        .put("log.blocks", (long) cost.count())
        .put("log.records.lost", cycles.lost())
        .put("log.records.refused", taken.refused())
        .put("log.lane.cycles", cycles.count())
        .put("log.lane.allocated_bytes", cycles.allocated());
    context
        .table()
        .row(
            "record",
            String.format(
                Locale.ROOT,
                "%.2f ns a cycle (%.2f to %.2f), of %.1f ns without, %d pairs of blocks; %.6f of"
                    + " the time at 100,000 cycles a second",
                cost.median(),
                cost.quantile(0.1),
                cost.quantile(0.9),
                cycles.without().median(),
                cost.count(),
                share))
        .row(
            "lane",
            cycles.allocated()
                + " bytes allocated in "
                + Table.number(cycles.count())
                + " cycles, "
                + cycles.lost()
                + " records lost");
  }

  private static void show(BenchContext context, SustainedAppends sustained) {
    context
        .report()
        .put("log.sustained.records", sustained.records())
        .put("log.sustained.records_per_second", sustained.rate())
        .put("log.sustained.refused", sustained.refused())
        .put("log.sustained.lost", sustained.unwritten())
        .put("log.sustained.lag_max", sustained.lag())
        .put(sustained.append());
    context
        .table()
        .row(
            "journal",
            Table.number(sustained.rate())
                + " records a second, "
                + Table.number(sustained.records())
                + " in all, "
                + sustained.refused()
                + " batches refused, "
                + sustained.unwritten()
                + " lost, at most "
                + Table.number(sustained.lag())
                + " waiting")
        .gap()
        .latencies(List.of(sustained.append()));
  }

  private <S> S service(Class<S> type) throws BenchmarkException {
    final ServiceReference<S> reference = bundle.getServiceReference(type);
    if (reference == null) {
      throw new BenchmarkException(
          "bench log: no service " + type.getName() + ": the logger bundle is not running");
    }
    return bundle.getService(reference);
  }
}
