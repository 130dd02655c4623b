package io.hairspring.launcher;

import io.hairspring.api.control.LaneStatus;
import io.hairspring.api.control.Pace;
import io.hairspring.api.control.Platform;
import io.hairspring.api.monitor.ExecutionMonitor;
import io.hairspring.api.strategy.TradingStrategy;
import io.hairspring.api.task.Task;
import io.hairspring.schema.CycleRecordDecoder;
import io.hairspring.schema.MessageHeaderDecoder;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.agrona.DirectBuffer;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkUtil;

/**
 * A bundle that plugs tasks in when it starts. {@code trial:run}, typed into the shell, opens a
 * feed, waits for its end and prints what came of it, for the test to judge.
 */
public abstract class Trial implements BundleActivator, ExecutionMonitor {
  private static final long DEADLINE = TimeUnit.SECONDS.toNanos(60);

  private final CycleRecordDecoder record = new CycleRecordDecoder();
  private final MessageHeaderDecoder header = new MessageHeaderDecoder();
  private BundleContext context;
  // Plain fields: what has come to rest was handed over by a ring, and is seen.
  private long withOrders;
  private long deferred;
  private long resumed;
  private long failed;
  private long shed;
  private long mostWaiting;

  @Override
  public final void start(BundleContext bundle) {
    context = bundle;
    register(
        Object.class, this, Map.of("osgi.command.scope", "trial", "osgi.command.function", "run"));
    register(ExecutionMonitor.class, this, Map.of());
    plug();
  }

  @Override
  public final void stop(BundleContext bundle) {}

  /** Registers what is tried. */
  protected abstract void plug();

  /** Prints what the tasks saw. */
  protected abstract void tell();

  /** The shell's command {@code trial:run}: a feed, as fast as it goes, to its end. */
  public final void run(String feed, String gateway) {
    final Platform platform = context.getService(context.getServiceReference(Platform.class));
    platform.open(feed, Pace.fast(), gateway);
    final long end = System.nanoTime() + DEADLINE;
    while (!platform.feed().ended() && System.nanoTime() < end) {
      // Read in this order the difference is never more than what waits.
      final long published = platform.feed().events();
      mostWaiting = Math.max(mostWaiting, published - platform.lanes().get(0).events());
      LockSupport.parkNanos(200_000);
    }
    say("idle", platform.awaitIdle(DEADLINE));
    say("published", platform.feed().events());
    say("taken", platform.lanes().get(0).events());
    say("back-pressured", platform.feed().backPressured() > 0);
    say("most-waiting", mostWaiting);
    say("orders", platform.lanes().get(0).orders());
    say("refused", platform.lanes().get(0).ordersRefused());
    say("commands", platform.gateway().commands());
    say("acknowledged", platform.gateway().acknowledged());
    say("fills", platform.gateway().fills());
    say("records", platform.lanes().get(0).recordsWritten());
    say("dropped", platform.lanes().get(0).recordsDropped());
    say("shed", platform.lanes().get(0).pressure().shed());
    for (final LaneStatus lane : platform.lanes()) {
      say("lane-" + lane.lane() + "-cycles", lane.cycles());
      say("lane-" + lane.lane() + "-core", lane.core());
      say("lane-" + lane.lane() + "-epoch", lane.epoch());
    }
    say("cycles-with-orders", withOrders);
    say("cycles-deferred", deferred);
    say("cycles-resumed", resumed);
    say("cycles-failed", failed);
    say("cycles-shed", shed);
    tell();
  }

  @Override
  public final void onRecord(DirectBuffer buffer, int offset) {
    header.wrap(buffer, offset);
    if (header.templateId() != CycleRecordDecoder.TEMPLATE_ID) {
      return;
    }
    record.wrapAndApplyHeader(buffer, offset, header);
    withOrders += record.outcome().orderSent() ? 1 : 0;
    deferred += record.outcome().deferred() ? 1 : 0;
    resumed += record.outcome().resumed() ? 1 : 0;
    failed += record.outcome().taskFailed() ? 1 : 0;
    shed += record.outcome().shed() ? 1 : 0;
  }

  /** Registers a strategy with properties {@code hairspring.strategy.*}. */
  protected final void strategy(TradingStrategy strategy, Map<String, ?> properties) {
    register(TradingStrategy.class, strategy, prefixed("hairspring.strategy.", properties));
  }

  /** Registers a task with properties {@code hairspring.task.*}. */
  protected final void task(Task task, Map<String, ?> properties) {
    register(Task.class, task, prefixed("hairspring.task.", properties));
  }

  /** Registers a service. */
  protected final <T> void register(Class<T> type, T service, Map<String, ?> properties) {
    context.registerService(type, service, FrameworkUtil.asDictionary(properties));
  }

  /** Prints a figure on a line of its own. */
  protected static void say(String what, Object value) {
    System.out.println(what + " " + value);
  }

  /** Takes its time, on the lane. */
  protected static void spin(long nanos) {
    final long end = System.nanoTime() + nanos;
    while (System.nanoTime() < end) {
      Thread.onSpinWait();
    }
  }

  private static Map<String, Object> prefixed(String prefix, Map<String, ?> properties) {
    final Map<String, Object> all = new HashMap<>();
    properties.forEach((key, value) -> all.put(prefix + key, value));
    all.put("component.name", "trial." + properties.get("name"));
    return all;
  }
}
