package io.hairspring.benchmarks.detect;

import io.hairspring.api.control.Pace;
import io.hairspring.api.control.Platform;
import io.hairspring.api.monitor.ExecutionMonitor;
import io.hairspring.benchmarks.bench.BenchContext;
import io.hairspring.benchmarks.bench.Benchmark;
import io.hairspring.benchmarks.bench.Plugs;
import io.hairspring.benchmarks.report.Samples;
import io.hairspring.kernel.probe.KernelProbe;
import io.hairspring.schema.CycleRecordDecoder;
import io.hairspring.schema.MessageHeaderDecoder;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;
import org.agrona.DirectBuffer;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;

/**
 * What the monitor costs the lane: the same cycles with it and without, in blocks by turns, and
 * what it takes of the observer's thread for a record.
 */
public final class MonitorBenchmark implements Benchmark {
  private static final String FEED = "synthetic:volatile?seed=42&instruments=4";
  private static final long RATE = 100_000;
  private static final int PAIRS = 60;
  private static final int QUICK_PAIRS = 20;
  private static final int WARM_UP_PAIRS = 6;
  private static final long BLOCK_NANOS = TimeUnit.MILLISECONDS.toNanos(400);
  private static final long SETTLING_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

  private final BundleContext bundle;
  private final Platform platform;
  private final KernelProbe probe;

  /** Sums up the cycles' times. The observer's thread writes; read when it has been taken out. */
  private static final class CycleTimes implements ExecutionMonitor {
    private static final int HEADER = MessageHeaderDecoder.ENCODED_LENGTH;
    private static final long HIGHEST = 1_000_000;
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final CycleRecordDecoder line = new CycleRecordDecoder();
    private final Histogram times = new Histogram(HIGHEST, 3);

    @Override
    public void onRecord(DirectBuffer buffer, int offset) {
      header.wrap(buffer, offset);
      if (header.templateId() == CycleRecordDecoder.TEMPLATE_ID) {
        line.wrap(buffer, offset + HEADER, header.blockLength(), header.version());
        times.recordValue(Math.min(line.endNanos() - line.startNanos(), HIGHEST));
      }
    }

    /** Mean of the lower three quarters: what the host stops is no cost of the monitor's. */
    double mean() {
      final long highest = times.getValueAtPercentile(75);
      double sum = 0;
      long count = 0;
      for (final var value : times.recordedValues()) {
        if (value.getValueIteratedTo() <= highest) {
          sum += (double) value.getValueIteratedTo() * value.getCountAddedInThisIterationStep();
          count += value.getCountAddedInThisIterationStep();
        }
      }
      return count == 0 ? 0 : sum / count;
    }
  }

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
    final Bundle monitor = MonitorSetup.bundle(bundle);
    final Samples with = new Samples();
    final Samples without = new Samples();
    final Samples shares = new Samples();
    platform.open(FEED, Pace.fixedRate(RATE), "simulated:");
    try {
      final int pairs = context.quick() ? QUICK_PAIRS : PAIRS;
      for (int i = -WARM_UP_PAIRS; i < pairs; i++) {
        context.progress().accept("monitor: pair " + i + " of " + pairs);
        // Which goes first changes: what drifts meanwhile falls on both.
        final boolean first = i % 2 == 0;
        final double one = block(monitor, first);
        final double other = block(monitor, !first);
        probe.onLane(context::takeNoise, TimeUnit.SECONDS.toNanos(10));
        if (i >= 0) {
          with.add(first ? one : other);
          without.add(first ? other : one);
          shares.add(first ? one / other - 1 : other / one - 1);
        }
      }
    } finally {
      MonitorSetup.run(monitor, true);
      platform.close();
    }
    show(context, with, without, shares);
  }

  private double block(Bundle monitor, boolean on) {
    MonitorSetup.run(monitor, on);
    FaultSession.pause(SETTLING_NANOS);
    final CycleTimes times = new CycleTimes();
    try (Plugs plugs = new Plugs(bundle)) {
      plugs.monitor(times);
      FaultSession.pause(BLOCK_NANOS);
    }
    return times.mean();
  }

  private static void show(BenchContext context, Samples with, Samples without, Samples shares) {
    context
        .report()
        .put("monitor.share", shares.median())
        .put("monitor.share.p10", shares.quantile(0.1))
        .put("monitor.share.p90", shares.quantile(0.9))
        .put("monitor.cycle.with_ns", with.median())
        .put("monitor.cycle.without_ns", without.median())
        .put("monitor.pairs", (long) shares.count());
    context
        .table()
        .row(
            "monitor",
            String.format(
                Locale.ROOT,
                "a cycle takes %.1f ns with it, %.1f without: share %.4f (%.4f to %.4f), %d pairs",
                with.median(),
                without.median(),
                shares.median(),
                shares.quantile(0.1),
                shares.quantile(0.9),
                shares.count()));
  }
}
