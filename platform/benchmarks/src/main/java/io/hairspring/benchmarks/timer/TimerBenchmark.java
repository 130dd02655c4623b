package io.hairspring.benchmarks.timer;

import io.hairspring.api.control.Pace;
import io.hairspring.api.control.Platform;
import io.hairspring.api.task.LatencyClass;
import io.hairspring.api.task.TaskDefinition;
import io.hairspring.api.task.TriggerKind;
import io.hairspring.benchmarks.bench.BenchContext;
import io.hairspring.benchmarks.bench.Benchmark;
import io.hairspring.benchmarks.bench.BenchmarkException;
import io.hairspring.benchmarks.bench.Plugs;
import io.hairspring.benchmarks.report.LatencySeries;
import io.hairspring.kernel.probe.KernelProbe;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.osgi.framework.BundleContext;

/**
 * Precise timers of a lane that trades at the same time, in blocks that alternate with blocks of
 * the same lane thread doing nothing but wait for the same times.
 */
public final class TimerBenchmark implements Benchmark {
  private static final String FEED = "synthetic:volatile?seed=42";
  private static final long EVENTS_PER_SECOND = 20_000;
  private static final long[] PERIODS = {10_000, 100_000, 1_000_000};
  private static final String[] NAMES = {"10us", "100us", "1ms"};
  private static final long[] BLOCK_MILLIS = {150, 150, 400};
  private static final long[] QUICK_BLOCK_MILLIS = {40, 40, 100};
  private static final int ROUNDS = 25;
  private static final int QUICK_ROUNDS = 17;
  private static final int WARM_UP_ROUNDS = 12;
  private static final long IDLE_NANOS = TimeUnit.SECONDS.toNanos(10);
  private static final long POLL_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

  private final BundleContext bundle;
  private final Platform platform;
  private final KernelProbe probe;
  private final LatencySeries late = new LatencySeries("timer.late");
  private final LatencySeries bare = new LatencySeries("timer.bare");
  private final List<Lateness> lane = new ArrayList<>();
  private final List<Lateness> spinning = new ArrayList<>();
  private final TimedTask task = new TimedTask();

  /** On a platform. */
  public TimerBenchmark(BundleContext bundle, Platform platform, KernelProbe probe) {
    this.bundle = bundle;
    this.platform = platform;
    this.probe = probe;
    for (int i = 0; i < PERIODS.length; i++) {
      lane.add(new Lateness(PERIODS[i], new LatencySeries("timer.late." + NAMES[i]), late));
      spinning.add(new Lateness(PERIODS[i], new LatencySeries("timer.bare." + NAMES[i]), bare));
    }
  }

  @Override
  public String name() {
    return "timer";
  }

  @Override
  public String description() {
    return "how late a lane's timers are while it trades, against a bare spinning loop";
  }

  @Override
  public void run(BenchContext context) throws BenchmarkException {
    try (Plugs plugs = new Plugs(bundle)) {
      platform.open(FEED, Pace.fixedRate(EVENTS_PER_SECOND), "simulated:");
      plugs.task(
          TaskDefinition.named("bench-timer")
              .on(TriggerKind.MARKET_EVENT, TriggerKind.TIMER)
              .latencyClass(LatencyClass.CRITICAL)
              .build(),
          task);
      pause();
      for (int i = 0; i < WARM_UP_ROUNDS; i++) {
        context.progress().accept("timer: warming up");
        round(context, QUICK_BLOCK_MILLIS);
      }
      forget();
      final long heldBefore = platform.lanes().get(0).pressure().heldForTimer();
      final long eventsBefore = platform.feed().events();
      final int rounds = context.quick() ? QUICK_ROUNDS : ROUNDS;
      for (int i = 1; i <= rounds; i++) {
        context.progress().accept("timer: round " + i + " of " + rounds);
        round(context, context.quick() ? QUICK_BLOCK_MILLIS : BLOCK_MILLIS);
      }
      context
          .report()
          .put("timer.events", platform.feed().events() - eventsBefore)
          .put("timer.held", platform.lanes().get(0).pressure().heldForTimer() - heldBefore);
    } finally {
      platform.close();
    }
    show(context);
  }

  private void round(BenchContext context, long[] blockMillis) throws BenchmarkException {
    for (int i = 0; i < PERIODS.length; i++) {
      final long nanos = TimeUnit.MILLISECONDS.toNanos(blockMillis[i]);
      final Lateness waiting = spinning.get(i);
      trade(lane.get(i), nanos);
      lane.get(i).own().endBlock();
      probe.onLane(() -> waiting.bare(nanos), nanos + IDLE_NANOS);
      waiting.own().endBlock();
    }
    late.endBlock();
    bare.endBlock();
    probe.onLane(context::takeNoise, IDLE_NANOS);
  }

  private void trade(Lateness lateness, long nanos) throws BenchmarkException {
    task.want(lateness);
    platform.pause(false);
    LockSupport.parkNanos(nanos);
    task.want(null);
    final long deadline = System.nanoTime() + IDLE_NANOS;
    while (!task.settled()) {
      if (System.nanoTime() > deadline) {
        throw new BenchmarkException("bench timer: no market event comes to the lane");
      }
      LockSupport.parkNanos(POLL_NANOS);
    }
    pause();
  }

  private void pause() {
    platform.pause(true);
    platform.awaitIdle(IDLE_NANOS);
  }

  private void forget() {
    late.clear();
    bare.clear();
    lane.forEach(lateness -> lateness.own().clear());
    spinning.forEach(lateness -> lateness.own().clear());
  }

  private void show(BenchContext context) {
    final List<LatencySeries> all = new ArrayList<>(List.of(late, bare));
    for (int i = 0; i < PERIODS.length; i++) {
      all.add(lane.get(i).own());
      all.add(spinning.get(i).own());
    }
    all.forEach(context.report()::put);
    context
        .table()
        .row("timer", "precise, with " + EVENTS_PER_SECOND + " events a second of " + FEED)
        .gap()
        .latencies(all);
  }
}
