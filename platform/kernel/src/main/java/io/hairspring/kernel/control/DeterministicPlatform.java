package io.hairspring.kernel.control;

import io.hairspring.api.control.Mitigations;
import io.hairspring.api.control.Pace;
import io.hairspring.api.control.Platform;
import io.hairspring.api.journal.ExecutionLogger;
import io.hairspring.api.market.FeedProvider;
import io.hairspring.api.monitor.ExecutionMonitor;
import io.hairspring.api.order.GatewayProvider;
import io.hairspring.api.strategy.TradingStrategy;
import io.hairspring.api.task.Task;
import io.hairspring.api.task.TaskDefinition;
import io.hairspring.kernel.replay.RecordedLines;
import io.hairspring.kernel.replay.ReplayResult;
import io.hairspring.kernel.time.VirtualClock;
import io.hairspring.kernel.trading.StrategyTask;
import java.util.HashMap;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * The platform without a container: one thread, a virtual clock, and time that goes on when it is
 * told to. The kernel is the one that trades; only what turns it is another. Any one thread.
 */
public final class DeterministicPlatform implements AutoCloseable {
  private final KernelPlatform platform;
  private int slots;

  /**
   * Prepares the platform; nothing is open yet.
   *
   * @param settings keys and values as in {@code etc/io.hairspring.kernel.cfg}
   * @throws IllegalArgumentException naming a key whose value is wrong
   */
  public DeterministicPlatform(Map<String, String> settings) {
    final Map<String, String> all = new HashMap<>(settings);
    all.put("threading", "deterministic");
    platform = new KernelPlatform(KernelSettings.from(all), false);
  }

  /** Plugs a feed in. */
  public void feed(String scheme, FeedProvider provider) {
    platform.change(
        "feed " + scheme + " came",
        r -> r.feeds.put(scheme, new Registry.ProviderPlug<>(provider, scheme, scheme + ":")));
  }

  /** Plugs a gateway in. */
  public void gateway(String scheme, GatewayProvider provider) {
    platform.change(
        "gateway " + scheme + " came",
        r -> r.gateways.put(scheme, new Registry.ProviderPlug<>(provider, scheme, scheme + ":")));
  }

  /** Plugs a task in. */
  public void task(TaskDefinition definition, Task task) {
    platform.change(
        "task " + definition.name() + " came",
        r -> r.tasks.put(task, new Registry.TaskPlug(task, definition, "test")));
  }

  /** Plugs a strategy in, with what it declares besides what all strategies do. */
  public void strategy(
      String name, TradingStrategy strategy, UnaryOperator<TaskDefinition.Builder> more) {
    final TaskDefinition definition = more.apply(StrategyTask.definition(name)).build();
    final int slot = ++slots;
    platform.change(
        "strategy " + name + " came",
        r ->
            r.strategies.put(
                strategy, new Registry.StrategyPlug(strategy, definition, "test", slot)));
  }

  /** Takes a task or a strategy out. */
  public void leave(Object component) {
    platform.arrivals().leave("a component left", component);
  }

  /** Has the records seen. */
  public void monitor(ExecutionMonitor monitor) {
    platform.observers(r -> r.observers.monitors.add(monitor));
  }

  /** Has what happens kept, in lane order. */
  public void logger(ExecutionLogger logger) {
    platform.observers(r -> r.observers.loggers.add(logger));
  }

  /** Runs recorded lines again, with what is plugged in; no session may be open. */
  public ReplayResult replay(RecordedLines lines, int most) {
    return platform.replay(lines, most);
  }

  /** Opens a gateway and a feed; no time goes by. */
  public void open(String feedUri, Pace pace, String gatewayUri) {
    platform.open(feedUri, pace, gatewayUri);
  }

  /**
   * One round: what is there is done; when there is nothing, the clock goes on to what is next.
   *
   * @return false when nothing is left to do, now or later
   */
  public boolean step() {
    return platform.onControl(platform::step);
  }

  /** Steps until nothing is left to do, or virtual time has gone on by so much. */
  public void run(long nanos) {
    platform.onControl(
        () -> {
          final long end = clock().nanoTime() + nanos;
          while (clock().nanoTime() < end && platform.step()) {
            // Each step does its work.
          }
          return true;
        });
  }

  /** Takes tasks that failed out of the plan now, not when virtual time has gone on for a while. */
  public void quarantineFailed() {
    platform.onControl(
        () -> {
          platform.quarantineFailed();
          return true;
        });
  }

  /** The virtual clock. To be moved by tasks only, and between steps. */
  public VirtualClock clock() {
    return (VirtualClock) platform.clock();
  }

  /** What can be done to it while it trades. */
  public Mitigations mitigations() {
    return platform.mitigations();
  }

  /** The platform as everybody else sees it. */
  public Platform platform() {
    return platform;
  }

  @Override
  public void close() {
    platform.shutDown();
  }
}
