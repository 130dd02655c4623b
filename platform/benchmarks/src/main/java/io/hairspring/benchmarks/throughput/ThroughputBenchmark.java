package io.hairspring.benchmarks.throughput;

import io.hairspring.api.control.Pace;
import io.hairspring.api.control.Platform;
import io.hairspring.benchmarks.bench.BenchContext;
import io.hairspring.benchmarks.bench.Benchmark;
import io.hairspring.benchmarks.bench.Plugs;
import io.hairspring.benchmarks.bench.QuietSession;
import io.hairspring.benchmarks.demo.DemoOptions;
import io.hairspring.benchmarks.demo.DemoRun;
import io.hairspring.benchmarks.demo.RecordReader;
import io.hairspring.benchmarks.report.LatencySeries;
import io.hairspring.benchmarks.report.Table;
import io.hairspring.benchmarks.work.BusyWork;
import io.hairspring.kernel.probe.KernelProbe;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.osgi.framework.BundleContext;

/** How much a lane does in a second, and how long an order takes at several rates of events. */
public final class ThroughputBenchmark implements Benchmark {
  private static final String FEED = "synthetic:volatile?seed=42";
  private static final String GATEWAY = "simulated:";
  private static final long[] RATES = {100_000, 500_000, 1_000_000};
  private static final long[] QUICK_RATES = {100_000, 1_000_000};
  private static final int SECONDS = 5;
  private static final int QUICK_SECONDS = 1;
  private static final int BLOCKS = 61;
  private static final int QUICK_BLOCKS = 15;
  private static final int WARM_UP_BLOCKS = 30;
  private static final long OVERLOAD_BLOCK_MILLIS = 200;
  private static final long QUICK_OVERLOAD_BLOCK_MILLIS = 50;

  private final BundleContext bundle;
  private final Platform platform;
  private final KernelProbe probe;

  /** On a platform. */
  public ThroughputBenchmark(BundleContext bundle, Platform platform, KernelProbe probe) {
    this.bundle = bundle;
    this.platform = platform;
    this.probe = probe;
  }

  @Override
  public String name() {
    return "throughput";
  }

  @Override
  public String description() {
    return "tasks a second on one lane, tick to order at rising rates, and overload";
  }

  @Override
  public void run(BenchContext context) {
    final double roundsPerNano = tasks(context);
    for (final long rate : context.quick() ? QUICK_RATES : RATES) {
      trade(context, rate);
    }
    overload(context, roundsPerNano);
  }

  private double tasks(BenchContext context) {
    context.progress().accept("throughput: tasks a second");
    final TaskRate rate = new TaskRate(probe.lane());
    final double[] roundsPerNano = new double[1];
    try (QuietSession session = new QuietSession(platform, probe)) {
      session.onLane(
          () -> {
            for (int i = 0; i < WARM_UP_BLOCKS; i++) {
              rate.warmUp();
            }
            roundsPerNano[0] = BusyWork.roundsPerNano();
          });
      for (int i = 0; i < (context.quick() ? QUICK_BLOCKS : BLOCKS); i++) {
        session.onLane(
            () -> {
              rate.measure();
              context.takeNoise();
            });
      }
    }
    final long perSecond = Math.round(rate.perSecond().median());
    context
        .report()
        .put("throughput.tasks_per_second", perSecond)
        .put("throughput.tasks_per_second.p10", Math.round(rate.perSecond().quantile(0.1)))
        .put("throughput.tasks_per_second.p90", Math.round(rate.perSecond().quantile(0.9)))
        .put("throughput.tasks_per_cycle", (long) rate.tasks());
    context
        .table()
        .row(
            "tasks a second",
            Table.number(perSecond) + ", " + rate.tasks() + " small ones a cycle");
    return roundsPerNano[0];
  }

  private void trade(BenchContext context, long rate) {
    final DemoOptions options =
        new DemoOptions(
            Optional.of(context.quick() ? QUICK_SECONDS : SECONDS),
            Pace.fixedRate(rate),
            FEED,
            GATEWAY,
            Optional.empty(),
            false);
    final DemoRun run =
        new DemoRun(
            platform,
            probe,
            options,
            line -> context.progress().accept("throughput at " + rate + ": " + line));
    final RecordReader reader = new RecordReader("." + rate);
    try (Plugs plugs = new Plugs(bundle)) {
      final RecordReader rehearsing = new RecordReader("");
      plugs.monitor(rehearsing);
      run.rehearse(rehearsing);
    }
    try (Plugs plugs = new Plugs(bundle)) {
      plugs.monitor(reader);
      run.trade(reader);
      show(context, rate, run, reader);
    } finally {
      platform.close();
    }
  }

  private void show(BenchContext context, long rate, DemoRun run, RecordReader reader) {
    final String relay = "noise.relay." + rate;
    final long events = platform.feed().events();
    final long lost = events - platform.lanes().get(0).events();
    final long dropped = platform.lanes().get(0).recordsDropped();
    context
        .report()
        .put(reader.tickToOrder())
        .put(reader.cycle())
        .put(relay, run.bareRelay())
        .put("noise.lane." + rate, run.bareLane())
        .put("throughput." + rate + ".events", events)
        .put("throughput." + rate + ".events_lost", lost)
        .put("throughput." + rate + ".back_pressured", platform.feed().backPressured())
        .put("throughput." + rate + ".records_dropped", dropped);
    if (rate == RATES[RATES.length - 1]) {
      // The names of the contract, without a rate: the hardest.
      context
          .report()
          .put("tick_to_order", reader.tickToOrder())
          .put("cycle", reader.cycle())
          .put("noise.relay", run.bareRelay());
    }
    context
        .table()
        .gap()
        .row(
            "at " + rate + "/s",
            Table.number(events)
                + " events, "
                + lost
                + " lost, back pressure "
                + Table.number(platform.feed().backPressured())
                + ", records dropped "
                + Table.number(dropped))
        .latencies(List.of(reader.tickToOrder(), reader.cycle(), run.bareRelay()));
  }

  private void overload(BenchContext context, double roundsPerNano) {
    context.progress().accept("throughput: overload");
    final long block =
        TimeUnit.MILLISECONDS.toNanos(
            context.quick() ? QUICK_OVERLOAD_BLOCK_MILLIS : OVERLOAD_BLOCK_MILLIS);
    final Overload.Result result = new Overload(bundle, platform, roundsPerNano, block).run();
    final String key = "throughput.overload";
    context
        .report()
        .put(key + ".capacity", result.capacity())
        .put(key + ".rate", result.rate())
        .put(key + ".events", result.events())
        .put(key + ".events_lost", result.lost())
        .put(key + ".queue_max", result.queueMax())
        .put(key + ".back_pressured", result.backPressured())
        .put(key + ".shed", result.pressure().shed())
        .put(key + ".forced", result.pressure().forced())
        .put(key + ".calm.cycle", result.calm().cycle())
        .put(key + ".cycle", result.overloaded().cycle())
        .put(key + ".tick_to_order", result.overloaded().tickToOrder());
    context
        .table()
        .gap()
        .row(
            "overload",
            Table.number(result.rate())
                + " events a second on a graph that does "
                + Table.number(result.capacity())
                + "; at most "
                + Table.number(result.queueMax())
                + " waiting, "
                + Table.number(result.pressure().shed())
                + " steps shed, "
                + result.lost()
                + " events lost")
        .row("cycle", "first at a fifth of the capacity, then at ten times")
        .latencies(series(result));
  }

  private static List<LatencySeries> series(Overload.Result result) {
    return List.of(
        result.calm().cycle(), result.overloaded().cycle(), result.overloaded().tickToOrder());
  }
}
