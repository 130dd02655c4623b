package io.hairspring.benchmarks.detect;

import io.hairspring.api.control.Pace;
import io.hairspring.api.control.Platform;
import io.hairspring.api.monitor.ExecutionMonitor;
import io.hairspring.api.monitor.MonitorReport;
import io.hairspring.benchmarks.bench.BenchContext;
import io.hairspring.benchmarks.bench.Benchmark;
import io.hairspring.benchmarks.bench.Plugs;
import io.hairspring.benchmarks.report.Samples;
import io.hairspring.kernel.probe.KernelProbe;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;

/**
 * What the monitor costs the lane: the same cycles while it watches and while nothing is shown to
 * it, in short blocks by turns. The share is of the lane's whole time, as that of the log is.
 */
public final class MonitorBenchmark implements Benchmark {
  private static final String FEED = "synthetic:volatile?seed=42&instruments=4";
  private static final long RATE = 100_000;
  private static final int PAIRS = 1_000;
  private static final int QUICK_PAIRS = 120;
  private static final int NOISE_BLOCKS = 20;
  private static final long WARM_UP_NANOS = TimeUnit.SECONDS.toNanos(5);
  private static final long BLOCK_NANOS = TimeUnit.MILLISECONDS.toNanos(20);
  private static final long SETTLING_NANOS = TimeUnit.MILLISECONDS.toNanos(4);
  private static final double SECOND = 1e9;

  private final BundleContext bundle;
  private final Platform platform;
  private final KernelProbe probe;

  /** On a platform. */
  public MonitorBenchmark(BundleContext bundle, Platform platform, KernelProbe probe) {
    this.bundle = bundle;
    this.platform = platform;
    this.probe = probe;
  }

  @Override
  public String name() {
    return "monitor";
  }

  @Override
  public String description() {
    return "what the monitor costs the lane, with it and without in blocks by turns";
  }

  @Override
  public void run(BenchContext context) {
    final ExecutionMonitor monitor = monitor();
    final CycleWindow cycles = new CycleWindow();
    final Samples with = new Samples();
    final Samples without = new Samples();
    final Samples difference = new Samples();
    platform.open(FEED, Pace.fixedRate(RATE), "simulated:");
    try (Plugs plugs = new Plugs(bundle)) {
      plugs.monitor(cycles);
      FaultSession.pause(WARM_UP_NANOS);
      final int pairs = context.quick() ? QUICK_PAIRS : PAIRS;
      for (int i = 0; i < pairs; i++) {
        if (i % (pairs / NOISE_BLOCKS) == 0) {
          context.progress().accept("monitor: pair " + i + " of " + pairs);
          probe.onLane(context::takeNoise, TimeUnit.SECONDS.toNanos(10));
        }
        // Which goes first changes: what drifts meanwhile falls on both.
        final boolean first = i % 2 == 0;
        final double one = block(monitor, cycles, first);
        final double other = block(monitor, cycles, !first);
        with.add(first ? one : other);
        without.add(first ? other : one);
        difference.add(first ? one - other : other - one);
      }
    } finally {
      probe.show(monitor, true);
      platform.close();
    }
    show(context, with, without, difference);
  }

  /** The shipped monitor: it reports too. */
  private ExecutionMonitor monitor() {
    final ServiceReference<MonitorReport> reference =
        bundle.getServiceReference(MonitorReport.class);
    final MonitorReport report = reference == null ? null : bundle.getService(reference);
    if (report instanceof ExecutionMonitor monitor) {
      return monitor;
    }
    throw new IllegalStateException(
        "no monitor is there: bundle hairspring-monitor must be started");
  }

  private double block(ExecutionMonitor monitor, CycleWindow cycles, boolean on) {
    probe.show(monitor, on);
    FaultSession.pause(SETTLING_NANOS);
    cycles.begin();
    FaultSession.pause(BLOCK_NANOS);
    cycles.end();
    return cycles.meanCycle();
  }

  private static void show(
      BenchContext context, Samples with, Samples without, Samples difference) {
    final double share = RATE / SECOND;
    final Samples.Range median = difference.medianRange();
    context
        .report()
        .put("monitor.share", difference.median() * share)
        .put("monitor.share.low", median.low() * share)
        .put("monitor.share.high", median.high() * share)
        .put("monitor.per_cycle_ns", difference.median())
        .put("monitor.per_cycle.p10_ns", difference.quantile(0.1))
        .put("monitor.per_cycle.p90_ns", difference.quantile(0.9))
        .put("monitor.cycle.with_ns", with.median())
        .put("monitor.cycle.without_ns", without.median())
        .put("monitor.pairs", (long) difference.count());
    context
        .table()
        .row(
            "monitor",
            String.format(
                Locale.ROOT,
                "a cycle takes %.1f ns with it, %.1f without: %.1f more (%.1f to %.1f with 95%%"
                    + " confidence; pairs %.0f to %.0f), %.6f of the time at %d a second; %d pairs",
                with.median(),
                without.median(),
                difference.median(),
                median.low(),
                median.high(),
                difference.quantile(0.1),
                difference.quantile(0.9),
                difference.median() * share,
                RATE,
                difference.count()));
  }
}
