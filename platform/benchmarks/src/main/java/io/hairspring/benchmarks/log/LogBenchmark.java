package io.hairspring.benchmarks.log;

import io.hairspring.api.control.Platform;
import io.hairspring.api.journal.ExecutionLogger;
import io.hairspring.api.journal.JournalStatus;
import io.hairspring.api.market.FeedProvider;
import io.hairspring.benchmarks.bench.BenchContext;
import io.hairspring.benchmarks.bench.Benchmark;
import io.hairspring.benchmarks.bench.BenchmarkException;
import io.hairspring.benchmarks.bench.QuietSession;
import io.hairspring.benchmarks.report.Table;
import io.hairspring.benchmarks.work.BusyWork;
import io.hairspring.kernel.probe.KernelProbe;
import io.hairspring.kernel.probe.ProbeLane;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.Supplier;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;

/** What the record of each cycle costs the lane that writes it, and what the journal takes. */
public final class LogBenchmark implements Benchmark {
  private static final int PAIRS = 11;
  private static final int QUICK_PAIRS = 5;
  private static final int ROUNDS = 11;
  private static final int QUICK_ROUNDS = 8;
  private static final int SCENARIO_QUICK_ROUNDS = 5;
  private static final int QUIET_ROUNDS = 20;
  private static final int QUIET_ROUNDS_AGAIN = 3;
  private static final int WARM_UP_ROUNDS = 200;
  private static final long TASK_NANOS = 200;
  private static final long SECONDS = 60;
  private static final long QUICK_SECONDS = 5;

  private final BundleContext bundle;
  private final Platform platform;
  private final KernelProbe probe;
  private final Supplier<FeedProvider> synthetic;

  /**
   * On a platform.
   *
   * @param synthetic finds who opens synthetic feeds, when it is run
   */
  public LogBenchmark(
      BundleContext bundle,
      Platform platform,
      KernelProbe probe,
      Supplier<FeedProvider> synthetic) {
    this.bundle = bundle;
    this.platform = platform;
    this.probe = probe;
    this.synthetic = synthetic;
  }

  @Override
  public String name() {
    return "log";
  }

  @Override
  public String description() {
    return "what a cycle's record costs the lane, whatever goes on, and a million records a second to disk";
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
    final FeedProvider feeds = synthetic.get();
    final LoggingCost cost = new LoggingCost(context);
    try (QuietSession session = new QuietSession(platform, probe)) {
      // Before anybody spins beside it: the compiler wants a processor.
      final int rounds = onLane(session, () -> (int) (TASK_NANOS * BusyWork.roundsPerNano()));
      taking.start();
      cost.show(
          measure(
              context,
              "log",
              context.quick() ? QUICK_ROUNDS : ROUNDS,
              session,
              () -> pair(session, lane -> new BusyLoad(lane, rounds), taken)),
          taken);
      for (final Scenario scenario : Scenario.values()) {
        cost.show(
            scenario,
            measure(
                context,
                "log." + scenario.key(),
                context.quick() ? SCENARIO_QUICK_ROUNDS : ROUNDS,
                session,
                () -> pair(session, lane -> new MarketLoad(scenario, lane, feeds, rounds), taken)));
      }
      context.table().gap();
    } finally {
      taken.stop();
    }
  }

  private PairedLanes pair(
      QuietSession session, Function<ProbeLane, LaneLoad> load, TakenRecords taken) {
    return onLane(session, () -> new PairedLanes(probe, load, taken));
  }

  private static <T> T onLane(QuietSession session, Supplier<T> work) {
    final AtomicReference<T> made = new AtomicReference<>();
    session.onLane(() -> made.set(work.get()));
    return made.get();
  }

  private static Measured measure(
      BenchContext context,
      String name,
      int rounds,
      QuietSession session,
      Supplier<PairedLanes> pairs) {
    final Measured measured = new Measured();
    final int count = context.quick() ? QUICK_PAIRS : PAIRS;
    for (int pair = 1; pair <= count; pair++) {
      context.progress().accept(name + ": pair " + pair + " of " + count);
      // What is run first has the code compiled for those after it.
      final int quiet = pair == 1 ? QUIET_ROUNDS : QUIET_ROUNDS_AGAIN;
      try (PairedLanes lanes = pairs.get()) {
        session.onLane(() -> lanes.warmUp(quiet, WARM_UP_ROUNDS));
        measure(context, rounds, session, lanes, measured);
        measured.endPair(lanes.lost());
      }
    }
    return measured;
  }

  private static void measure(
      BenchContext context,
      int rounds,
      QuietSession session,
      PairedLanes lanes,
      Measured measured) {
    for (int round = 1; round <= rounds; round++) {
      final boolean onFirst = round % 2 == 0;
      session.onLane(
          () -> {
            lanes.measure(onFirst, measured);
            context.takeNoise();
          });
    }
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
