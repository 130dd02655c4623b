package io.hairspring.peers.timers;

import io.hairspring.api.control.Pace;
import io.hairspring.api.control.Platform;
import io.hairspring.api.task.Cycle;
import io.hairspring.api.task.LatencyClass;
import io.hairspring.api.task.Task;
import io.hairspring.api.task.TaskDefinition;
import io.hairspring.api.task.TriggerKind;
import io.hairspring.api.time.TimerTerms;
import io.hairspring.benchmarks.bench.Plugs;
import io.hairspring.peers.bench.Contestant;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongConsumer;
import org.osgi.framework.BundleContext;

/**
 * A precise timer of a lane that trades at the same time, a thousand events a second. It is late by
 * its task's reading of the clock, as everybody's is, or by the one with which the lane fires it.
 */
final class LaneTimer implements Contestant {
  private static final String FEED = "synthetic:calm?seed=1";
  private static final long EVENTS_PER_SECOND = 1_000;
  private static final long IDLE_NANOS = TimeUnit.SECONDS.toNanos(10);
  private static final long POLL_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

  private final BundleContext bundle;
  private final Platform platform;
  private final TimerTerms terms;
  private final int ticks;
  private final boolean byTheTask;

  private LaneTimer(
      boolean byTheTask, BundleContext bundle, Platform platform, long period, int ticks) {
    this.byTheTask = byTheTask;
    this.bundle = bundle;
    this.platform = platform;
    this.terms = TimerTerms.skipping(period).asPrecise();
    this.ticks = ticks;
  }

  /** Until it fires. */
  static LaneTimer fired(BundleContext bundle, Platform platform, long period, int ticks) {
    return new LaneTimer(false, bundle, platform, period, ticks);
  }

  /** Until its task runs. */
  static LaneTimer handled(BundleContext bundle, Platform platform, long period, int ticks) {
    return new LaneTimer(true, bundle, platform, period, ticks);
  }

  @Override
  public String name() {
    return byTheTask ? "hairspring" : "hairspring-fired";
  }

  /** Sets the timer with the first market event, and notes how late its ticks are. */
  private static final class Ticking implements Task {
    private final TimerTerms terms;
    private final boolean byTheTask;
    private final long[] late;
    private int count;
    private boolean set;
    private long id;
    private volatile boolean over;

    Ticking(TimerTerms terms, int ticks, boolean byTheTask) {
      this.terms = terms;
      this.byTheTask = byTheTask;
      this.late = new long[ticks];
    }

    @Override
    public boolean run(Cycle cycle) {
      if (cycle.trigger() == TriggerKind.TIMER) {
        late[count++] = (byTheTask ? System.nanoTime() : cycle.timeNanos()) - cycle.dueNanos();
        if (count == late.length) {
          cycle.timers().cancel(id);
          over = true;
        }
      } else if (!set) {
        set = true;
        id = cycle.timers().every(cycle.timeNanos() + terms.periodNanos(), terms, 0);
      }
      return false;
    }
  }

  @Override
  public void block(LongConsumer latencies) {
    final Ticking task = new Ticking(terms, ticks, byTheTask);
    platform.open(FEED, Pace.fixedRate(EVENTS_PER_SECOND), "simulated:");
    try (Plugs plugs = new Plugs(bundle)) {
      plugs.task(
          TaskDefinition.named("peers-timer")
              .on(TriggerKind.MARKET_EVENT, TriggerKind.TIMER)
              .latencyClass(LatencyClass.CRITICAL)
              .build(),
          task);
      final long deadline = System.nanoTime() + terms.periodNanos() * ticks + IDLE_NANOS;
      while (!task.over) {
        if (System.nanoTime() > deadline) {
          throw new IllegalStateException("bench peers: the lane's timer does not tick");
        }
        LockSupport.parkNanos(POLL_NANOS);
      }
      platform.pause(true);
      platform.awaitIdle(IDLE_NANOS);
    } finally {
      platform.close();
    }
    for (final long nanos : task.late) {
      latencies.accept(nanos);
    }
  }

  @Override
  public void close() {
    // A block leaves nothing behind.
  }
}
