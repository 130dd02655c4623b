package io.hairspring.benchmarks.throughput;

import io.hairspring.api.control.LanePressure;
import io.hairspring.api.control.Pace;
import io.hairspring.api.control.Platform;
import io.hairspring.api.task.LatencyClass;
import io.hairspring.api.task.TaskDefinition;
import io.hairspring.api.task.TriggerKind;
import io.hairspring.benchmarks.bench.Plugs;
import io.hairspring.benchmarks.demo.RecordReader;
import io.hairspring.benchmarks.work.BusyTask;
import io.hairspring.benchmarks.work.Carry;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.osgi.framework.BundleContext;

/**
 * The shipped book and strategies with a critical signal and heavy background tasks that may be
 * shed, at a rate far below what all of that takes and at ten times what it takes.
 */
final class Overload {
  private static final String FEED = "synthetic:crash?seed=42";
  private static final int BACKGROUND_TASKS = 10;
  private static final long BACKGROUND_NANOS = 2_000;
  private static final long SIGNAL_NANOS = 200;
  private static final long TIMES = 10;
  private static final int CALM = 5;
  private static final int BLOCKS = 24;
  private static final int WARM_UP_BLOCKS = 10;
  private static final long POLL_NANOS = TimeUnit.MILLISECONDS.toNanos(2);
  private static final long IDLE_NANOS = TimeUnit.SECONDS.toNanos(20);

  /** What came of it. */
  record Result(
      long capacity,
      long rate,
      RecordReader calm,
      RecordReader overloaded,
      long events,
      long lost,
      long queueMax,
      long backPressured,
      LanePressure pressure) {}

  private final BundleContext bundle;
  private final Platform platform;
  private final double roundsPerNano;
  private final long blockNanos;
  private long queueMax;

  Overload(BundleContext bundle, Platform platform, double roundsPerNano, long blockNanos) {
    this.bundle = bundle;
    this.platform = platform;
    this.roundsPerNano = roundsPerNano;
    this.blockNanos = blockNanos;
  }

  Result run() {
    try (Plugs plugs = new Plugs(bundle)) {
      plug(plugs);
      final RecordReader calm = new RecordReader("");
      final RecordReader overloaded = new RecordReader("");
      // Of what is added here alone: the book and the strategies make the capacity a little less.
      final long all = SIGNAL_NANOS + BACKGROUND_TASKS * BACKGROUND_NANOS;
      final long capacity = TimeUnit.SECONDS.toNanos(1) / all;
      session(capacity / CALM, calm);
      platform.close();
      session(capacity * TIMES, overloaded);
      return new Result(
          capacity,
          capacity * TIMES,
          calm,
          overloaded,
          platform.feed().events(),
          platform.feed().events() - platform.lanes().get(0).events(),
          queueMax,
          platform.feed().backPressured(),
          platform.lanes().get(0).pressure());
    } finally {
      platform.close();
    }
  }

  private void plug(Plugs plugs) {
    final Carry carry = new Carry();
    plugs.task(
        TaskDefinition.named("overload-signal")
            .on(TriggerKind.MARKET_EVENT)
            .latencyClass(LatencyClass.CRITICAL)
            .build(),
        new BusyTask((int) (SIGNAL_NANOS * roundsPerNano), carry));
    for (int i = 0; i < BACKGROUND_TASKS; i++) {
      plugs.task(
          TaskDefinition.named("overload-background-" + i)
              .after("overload-signal")
              .latencyClass(LatencyClass.BACKGROUND)
              .sheddable()
              .build(),
          new BusyTask((int) (BACKGROUND_NANOS * roundsPerNano), carry));
    }
  }

  private void session(long rate, RecordReader reader) {
    platform.open(FEED, Pace.fixedRate(rate), "simulated:");
    try (Plugs watching = new Plugs(bundle)) {
      for (int i = 0; i < WARM_UP_BLOCKS; i++) {
        block();
      }
      watching.monitor(reader);
      queueMax = 0;
      for (int i = 0; i < BLOCKS; i++) {
        block();
        reader.endBlock();
      }
    }
  }

  private void block() {
    platform.pause(false);
    final long end = System.nanoTime() + blockNanos;
    while (System.nanoTime() < end) {
      LockSupport.parkNanos(POLL_NANOS);
      // What the lane has run is read first: the difference can only come out too high.
      final long run = platform.lanes().get(0).events();
      queueMax = Math.max(queueMax, platform.feed().events() - run);
    }
    platform.pause(true);
    platform.awaitIdle(IDLE_NANOS);
  }
}
