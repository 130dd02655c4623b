package io.hairspring.benchmarks.criticalpath;

import io.hairspring.api.control.PlannedStep;
import io.hairspring.api.control.Platform;
import io.hairspring.benchmarks.bench.BenchContext;
import io.hairspring.benchmarks.bench.Benchmark;
import io.hairspring.benchmarks.bench.QuietSession;
import io.hairspring.benchmarks.report.LatencySeries;
import io.hairspring.benchmarks.report.Percentile;
import io.hairspring.benchmarks.report.Samples;
import io.hairspring.benchmarks.work.BusyWork;
import io.hairspring.kernel.probe.KernelProbe;
import io.hairspring.kernel.probe.ProbeLane.Order;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The trading graph in three orders, on the pinned lane thread: from trigger to order out, in
 * blocks by turns, with blocks of what its tasks take by themselves.
 */
public final class CriticalPathBenchmark implements Benchmark {
  private static final int ROUNDS = 61;
  private static final int QUICK_ROUNDS = 25;
  private static final int CYCLES = 400;
  private static final int WARM_UP_CYCLES = 20_000;

  private final Platform platform;
  private final KernelProbe probe;
  private final List<Contestant> contestants = new ArrayList<>();
  private final Samples reduction = new Samples();
  private final Samples reductionFromDeclared = new Samples();
  private final Samples efficiency = new Samples();
  private final Samples own = new Samples();
  private OwnTimes ownTimes;

  /** On a platform. */
  public CriticalPathBenchmark(Platform platform, KernelProbe probe) {
    this.platform = platform;
    this.probe = probe;
  }

  @Override
  public String name() {
    return "critical-path";
  }

  @Override
  public String description() {
    return "trigger to order on a trading graph: as declared, first in first out, critical path";
  }

  @Override
  public void run(BenchContext context) {
    try (QuietSession session = new QuietSession(platform, probe)) {
      context.progress().accept("critical-path: warming up");
      session.onLane(this::prepare);
      final int rounds = context.quick() ? QUICK_ROUNDS : ROUNDS;
      for (int i = 1; i <= rounds; i++) {
        context.progress().accept("critical-path: round " + i + " of " + rounds);
        final int first = i;
        session.onLane(
            () -> {
              round(first);
              context.takeNoise();
            });
      }
    }
    show(context);
  }

  private void prepare() {
    final double roundsPerNano = BusyWork.roundsPerNano();
    add(Order.DECLARED, "declared", roundsPerNano);
    add(Order.FIFO, "fifo", roundsPerNano);
    add(Order.CRITICAL_PATH, "optimised", roundsPerNano);
    ownTimes = new OwnTimes(optimised().graph());
    for (final Contestant contestant : contestants) {
      contestant.run(WARM_UP_CYCLES);
      // From here on the plan is made of measured times.
      contestant.plan();
      contestant.run(WARM_UP_CYCLES / 10);
      contestant.series().clear();
    }
  }

  private void add(Order order, String name, double roundsPerNano) {
    contestants.add(
        new Contestant(
            new TradingGraph(probe.lane(), roundsPerNano),
            order,
            new LatencySeries("critical_path." + name)));
  }

  /** A block of each, beginning with another one every time. */
  private void round(int first) {
    final long[] p50 = new long[contestants.size()];
    double sum = 0;
    for (int i = 0; i <= p50.length; i++) {
      final int next = (first + i) % (p50.length + 1);
      if (next == p50.length) {
        sum = ownTimes.measure(optimised().critical());
      } else {
        p50[next] = contestants.get(next).measure(CYCLES);
      }
    }
    own.add(sum);
    efficiency.add(sum / p50[2]);
    reduction.add(1 - (double) p50[2] / p50[1]);
    reductionFromDeclared.add(1 - (double) p50[2] / p50[0]);
  }

  private Contestant optimised() {
    return contestants.get(contestants.size() - 1);
  }

  private void show(BenchContext context) {
    contestants.forEach(contestant -> context.report().put(contestant.series()));
    context
        .report()
        .put("critical_path.reduction", reduction.median())
        .put("critical_path.reduction_from_declared", reductionFromDeclared.median())
        .put("critical_path.efficiency", efficiency.median())
        .put("critical_path.efficiency.p10", efficiency.quantile(0.1))
        .put("critical_path.efficiency.p90", efficiency.quantile(0.9))
        .put("critical_path.own_ns", Math.round(own.median()))
        .put("critical_path.blocks", (long) own.count());
    for (final String name : optimised().graph().names()) {
      context.report().put("critical_path.task." + name + "_ns", Math.round(ownTimes.median(name)));
    }
    context
        .table()
        .row(
            "critical path",
            String.format(
                Locale.ROOT,
                "%.1f%% less than first in first out, %.1f%% less than declared",
                100 * reduction.median(),
                100 * reductionFromDeclared.median()))
        .row(
            "efficiency",
            String.format(
                Locale.ROOT,
                "%.4f (%.4f to %.4f): %d critical tasks take %.0f ns, the order is out after %d ns",
                efficiency.median(),
                efficiency.quantile(0.1),
                efficiency.quantile(0.9),
                optimised().critical().size(),
                own.median(),
                optimised().series().typical(Percentile.P50)))
        .gap()
        .latencies(contestants.stream().map(Contestant::series).toList())
        .gap();
    contestants.forEach(contestant -> context.table().row("order", shown(contestant)));
  }

  private static String shown(Contestant contestant) {
    final StringBuilder out = new StringBuilder(contestant.series().name()).append(':');
    for (final PlannedStep step : contestant.steps()) {
      out.append(' ').append(step.task()).append(step.deferred() ? " (deferred)" : "");
    }
    return out.toString();
  }
}
