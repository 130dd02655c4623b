package io.hairspring.peers.handover;

import io.hairspring.api.control.Pace;
import io.hairspring.api.control.Platform;
import io.hairspring.api.task.Cycle;
import io.hairspring.api.task.LatencyClass;
import io.hairspring.api.task.Task;
import io.hairspring.api.task.TaskDefinition;
import io.hairspring.api.task.TriggerKind;
import io.hairspring.benchmarks.bench.Plugs;
import io.hairspring.peers.bench.Contestant;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongConsumer;
import org.osgi.framework.BundleContext;

/**
 * The whole platform, from the feed's due time to a task of the plan in force: books, the
 * plugged-in strategies, gateway, journal and all. It does more than anybody else here, and its
 * feed, gateway, observer and journal share the producer's thread.
 */
final class PlatformHandover implements Contestant, Task {
  private static final String FEED = "synthetic:calm?seed=1&instruments=1";
  private static final long IDLE_NANOS = TimeUnit.SECONDS.toNanos(20);
  private static final long POLL_NANOS = TimeUnit.MILLISECONDS.toNanos(2);

  private final BundleContext bundle;
  private final Platform platform;
  private volatile Receiver receiver;
  private volatile boolean over;
  private int taken;

  PlatformHandover(BundleContext bundle, Platform platform) {
    this.bundle = bundle;
    this.platform = platform;
  }

  @Override
  public String name() {
    return "hairspring-platform";
  }

  @Override
  public boolean run(Cycle cycle) {
    if (taken < Handover.EVENTS) {
      receiver.accept(cycle.dueNanos(), ++taken);
    } else {
      over = true;
    }
    return false;
  }

  @Override
  public void block(LongConsumer latencies) {
    final Receiver next = new Receiver(Handover.EVENTS, Handover.LEAD);
    receiver = next;
    taken = 0;
    over = false;
    platform.open(
        FEED, Pace.fixedRate(TimeUnit.SECONDS.toNanos(1) / Handover.INTERVAL), "simulated:");
    try (Plugs plugs = new Plugs(bundle)) {
      plugs.task(
          TaskDefinition.named("peers-handler")
              .on(TriggerKind.MARKET_EVENT)
              .latencyClass(LatencyClass.CRITICAL)
              .build(),
          this);
      final long deadline = System.nanoTime() + IDLE_NANOS;
      while (!over && System.nanoTime() < deadline) {
        LockSupport.parkNanos(POLL_NANOS);
      }
      platform.pause(true);
      platform.awaitIdle(IDLE_NANOS);
      next.tell(name(), latencies);
    } finally {
      platform.close();
    }
  }

  @Override
  public void close() {
    // A block leaves nothing behind.
  }
}
