package io.hairspring.benchmarks.detect;

import io.hairspring.api.control.Mitigations;
import io.hairspring.api.control.Pace;
import io.hairspring.api.control.Platform;
import io.hairspring.api.task.LatencyClass;
import io.hairspring.api.task.TaskDefinition;
import io.hairspring.api.task.TriggerKind;
import io.hairspring.benchmarks.bench.Plugs;
import io.hairspring.benchmarks.work.CompilerTime;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.osgi.framework.BundleContext;

/** The shipped book, strategies and exchange, with tasks and a feed in which faults can be put. */
final class FaultSession implements AutoCloseable {
  private static final long GAP_NANOS = 20_000;
  private static final long USUAL_NANOS = 3_000;
  private static final long SLOW_BUDGET_NANOS = 4_500;
  private static final long STUCK_BUDGET_NANOS = 60_000;
  private static final long DEADLINE_NANOS = 5_200;
  private static final int SLOW_RUNS = 40;
  private static final long STUCK_NANOS = TimeUnit.MILLISECONDS.toNanos(30);
  private static final long BURST_NANOS = TimeUnit.MILLISECONDS.toNanos(4);
  private static final long SILENCE_NANOS = TimeUnit.MILLISECONDS.toNanos(60);
  private static final long WARM_UP_NANOS = TimeUnit.SECONDS.toNanos(4);
  private static final String COMPILED = "hairspring.bench.compiled";
  private static final int COMPILED_SECONDS = 15;
  private static final int SETTLED_SECONDS = 3;
  private static final long SETTLED_MILLIS = 30;
  private static final long STEP_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

  private final Platform platform;
  private final Plugs plugs;
  private final FaultFeed feed = new FaultFeed(GAP_NANOS);
  private final FaultTask slow;
  private final FaultTask stuck;
  private final CycleWindow window = new CycleWindow();
  private final HeardAlerts alerts = new HeardAlerts();
  private final Mitigations mitigations;

  FaultSession(BundleContext bundle, Platform platform) {
    this.platform = platform;
    this.plugs = new Plugs(bundle);
    slow = new FaultTask(USUAL_NANOS, SLOW_BUDGET_NANOS);
    stuck = new FaultTask(0, STUCK_BUDGET_NANOS);
    mitigations = bundle.getService(bundle.getServiceReference(Mitigations.class));
    plugs.feed("fault", feed);
    plugs.monitor(window);
    plugs.task(
        task("fault-slow").budgetNanos(SLOW_BUDGET_NANOS).deadlineNanos(DEADLINE_NANOS).build(),
        slow);
    plugs.task(task("fault-stuck").budgetNanos(STUCK_BUDGET_NANOS).build(), stuck);
    plugs.task(
        TaskDefinition.named("fault-extra")
            .on(TriggerKind.MARKET_EVENT)
            .latencyClass(LatencyClass.BACKGROUND)
            .sheddable()
            .build(),
        cycle -> false);
    plugs.strategy("fault-resting", new RestingOrders());
    plugs.strategy("fault-passing", new PassingOrders());
    platform.open("fault:", Pace.fast(), "simulated:");
    pause(WARM_UP_NANOS);
    // Each fault once, so that it is compiled.
    for (final Fault fault : Fault.values()) {
      if (fault != Fault.STARVED) {
        inject(fault);
        pause(10 * STEP_NANOS);
      }
    }
    awaitCompiler();
    plugs.listener(alerts);
    pause(WARM_UP_NANOS / 2);
  }

  /** What is still interpreted is slow, and rightly told. */
  private static void awaitCompiler() {
    final long end =
        System.nanoTime()
            + TimeUnit.SECONDS.toNanos(Integer.getInteger(COMPILED, COMPILED_SECONDS));
    int settled = 0;
    while (settled < SETTLED_SECONDS && System.nanoTime() < end) {
      final long before = CompilerTime.millis();
      pause(TimeUnit.SECONDS.toNanos(1));
      settled = CompilerTime.millis() - before > SETTLED_MILLIS ? 0 : settled + 1;
    }
  }

  private static TaskDefinition.Builder task(String name) {
    return TaskDefinition.named(name)
        .on(TriggerKind.MARKET_EVENT)
        .latencyClass(LatencyClass.CRITICAL);
  }

  HeardAlerts alerts() {
    return alerts;
  }

  Mitigations mitigations() {
    return mitigations;
  }

  /** Windows of what the lane does. */
  CycleWindow window() {
    return window;
  }

  /** Whether nothing is told to be wrong, and nothing is done about anything. */
  boolean quiet() {
    return alerts.open().isEmpty() && mitigations.active().isEmpty();
  }

  /** When a fault of a task occurred. */
  long occurred(Fault fault) {
    return fault == Fault.STUCK ? stuck.occurred() : slow.occurred();
  }

  /** Core of the lane, -1 when it is not pinned. */
  int core() {
    return platform.lanes().get(0).core();
  }

  /** Puts a fault in. */
  void inject(Fault fault) {
    switch (fault) {
      case SLOW_2 -> slow.slow(2, SLOW_RUNS);
      case SLOW_5 -> slow.slow(5, SLOW_RUNS);
      case SLOW_20 -> slow.slow(20, SLOW_RUNS);
      case STUCK -> stuck.stick(STUCK_NANOS);
      case BURST -> feed.burst(BURST_NANOS);
      case SILENCE -> feed.stop(SILENCE_NANOS);
      case COLLECTION -> collect();
      case STARVED -> starve();
    }
  }

  @SuppressWarnings("ExplicitGc") // It is the fault.
  private static void collect() {
    System.gc();
  }

  private void starve() {
    try {
      final Process process =
          new ProcessBuilder(
                  "taskset",
                  "-c",
                  String.valueOf(core()),
                  "timeout",
                  "0.06",
                  "sh",
                  "-c",
                  "while :; do :; done")
              .inheritIO()
              .start();
      process.waitFor(1, TimeUnit.SECONDS);
    } catch (final IOException e) {
      throw new UncheckedIOException(e);
    } catch (final InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Waits, in few and long steps: the thread shares a core with the observer. */
  static void pause(long nanos) {
    final long end = System.nanoTime() + nanos;
    for (long left = nanos; left > 0; left = end - System.nanoTime()) {
      LockSupport.parkNanos(Math.min(left, STEP_NANOS));
    }
  }

  @Override
  public void close() {
    platform.close();
    plugs.close();
  }
}
