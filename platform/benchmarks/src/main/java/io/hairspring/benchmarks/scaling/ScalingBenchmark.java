package io.hairspring.benchmarks.scaling;

import io.hairspring.api.control.Platform;
import io.hairspring.api.market.FeedProvider;
import io.hairspring.benchmarks.bench.BenchContext;
import io.hairspring.benchmarks.bench.Benchmark;
import io.hairspring.benchmarks.bench.QuietSession;
import io.hairspring.benchmarks.report.Growth;
import io.hairspring.benchmarks.report.Samples;
import io.hairspring.kernel.probe.KernelProbe;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * What a cycle costs with more and more tasks, strategies and instruments: each size a lane of its
 * own, all of a kind by turns on the session's lane thread, first tier.
 */
public final class ScalingBenchmark implements Benchmark {
  private static final int ROUNDS = 61;
  private static final int QUICK_ROUNDS = 21;
  private static final int BATCHES = 16;
  private static final long WARM_UP_MILLIS = 400;
  private static final List<Integer> TASKS = List.of(1, 2, 4, 8, 16, 32, 64, 128, 256);
  private static final List<Integer> STRATEGIES = List.of(1, 2, 4, 8, 16, 32, 64);
  private static final List<Integer> INSTRUMENTS = List.of(1, 4, 16, 64, 256, 1_024, 4_096);
  private static final int FEW = 4;

  private final Platform platform;
  private final KernelProbe probe;
  private final Supplier<FeedProvider> synthetic;

  /**
   * On a platform.
   *
   * @param synthetic finds who opens synthetic feeds, when it is run
   */
  public ScalingBenchmark(Platform platform, KernelProbe probe, Supplier<FeedProvider> synthetic) {
    this.platform = platform;
    this.probe = probe;
    this.synthetic = synthetic;
  }

  @Override
  public String name() {
    return "scaling";
  }

  @Override
  public String description() {
    return "what a cycle costs with more and more tasks, strategies and instruments";
  }

  @Override
  public void run(BenchContext context) {
    final FeedProvider feeds = synthetic.get();
    try (QuietSession session = new QuietSession(platform, probe)) {
      measure(
          context,
          session,
          new Growth("scaling.tasks", "tasks"),
          TASKS.stream().map(n -> SizedLane.tasks(probe, n)).toList());
      measure(
          context,
          session,
          new Growth("scaling.strategies", "strategies"),
          STRATEGIES.stream().map(n -> SizedLane.trading(probe, feeds, FEW, n, n)).toList());
      measure(
          context,
          session,
          new Growth("scaling.instruments", "instruments"),
          INSTRUMENTS.stream().map(n -> SizedLane.trading(probe, feeds, n, FEW, n)).toList());
    }
  }

  private static void measure(
      BenchContext context, QuietSession session, Growth growth, List<SizedLane> lanes) {
    try {
      context.progress().accept(growth.name() + ": warms up");
      session.onLane(() -> lanes.forEach(lane -> lane.warmUp(WARM_UP_MILLIS)));
      final int rounds = context.quick() ? QUICK_ROUNDS : ROUNDS;
      for (int round = 1; round <= rounds; round++) {
        context.progress().accept(growth.name() + ": round " + round + " of " + rounds);
        // Up one time, down the next: what drifts meanwhile bends nothing.
        final boolean up = round % 2 == 1;
        session.onLane(
            () -> {
              IntStream.range(0, lanes.size())
                  .mapToObj(i -> lanes.get(up ? i : lanes.size() - 1 - i))
                  .forEach(lane -> growth.add(lane.size(), lane.measure(BATCHES)));
              context.takeNoise();
            });
      }
    } finally {
      lanes.forEach(SizedLane::close);
    }
    show(context, growth);
  }

  private static void show(BenchContext context, Growth growth) {
    final List<Integer> numbers = growth.numbers().stream().sorted().toList();
    context.table().row(growth.of(), "nanoseconds a cycle (p10 to p90 of the blocks), one more");
    int before = 0;
    for (final int number : numbers) {
      final Samples nanos = growth.nanos(number);
      final String key = growth.name() + "." + number;
      context
          .report()
          .put(key + ".cycle_ns", nanos.median())
          .put(key + ".cycle_ns.p10", nanos.quantile(0.1))
          .put(key + ".cycle_ns.p90", nanos.quantile(0.9));
      context
          .table()
          .row(
              String.valueOf(number),
              String.format(
                  Locale.ROOT,
                  "%10.1f (%.1f to %.1f)%s",
                  nanos.median(),
                  nanos.quantile(0.1),
                  nanos.quantile(0.9),
                  before == 0
                      ? ""
                      : String.format(Locale.ROOT, ", %.3f", growth.oneMore(before, number))));
      before = number;
    }
    final int last = numbers.size() - 1;
    context
        .report()
        .put(growth.name() + ".one_more_ns", growth.slope())
        .put(
            growth.name() + ".one_more_ns.last",
            growth.oneMore(numbers.get(last - 1), numbers.get(last)))
        .put(growth);
    context
        .table()
        .row(
            "",
            String.format(
                Locale.ROOT, "one more costs %.3f ns by the line of least squares", growth.slope()))
        .gap();
  }
}
