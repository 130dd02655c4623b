package io.hairspring.benchmarks.bench;

import io.hairspring.api.market.FeedProvider;
import io.hairspring.api.monitor.AlertListener;
import io.hairspring.api.monitor.ExecutionMonitor;
import io.hairspring.api.strategy.TradingStrategy;
import io.hairspring.api.task.Task;
import io.hairspring.api.task.TaskDefinition;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.ServiceRegistration;

/** What a benchmark plugs into the running platform, as any bundle would. Main thread. */
public final class Plugs implements AutoCloseable {
  private static final String PREFIX = "hairspring.task.";

  private final BundleContext context;
  private final List<ServiceRegistration<?>> registrations = new ArrayList<>();

  /** Nothing plugged in yet. */
  public Plugs(BundleContext context) {
    this.context = context;
  }

  /** Plugs a task in; returns when it is in the plan. */
  public void task(TaskDefinition definition, Task task) {
    final Map<String, Object> properties = new HashMap<>();
    properties.put(PREFIX + "name", definition.name());
    properties.put(PREFIX + "dependencies", definition.dependencies().toArray(String[]::new));
    properties.put(
        PREFIX + "triggers", definition.triggers().stream().map(Enum::name).toArray(String[]::new));
    properties.put(PREFIX + "latencyClass", definition.latencyClass().name());
    properties.put(PREFIX + "budgetNanos", definition.budgetNanos());
    properties.put(PREFIX + "deadlineNanos", definition.deadlineNanos());
    properties.put(PREFIX + "sheddable", definition.sheddable());
    registrations.add(
        context.registerService(Task.class, task, FrameworkUtil.asDictionary(properties)));
  }

  /** Has records watched from now on. */
  public void monitor(ExecutionMonitor monitor) {
    registrations.add(context.registerService(ExecutionMonitor.class, monitor, null));
  }

  /** Has alerts heard from now on. */
  public void listener(AlertListener listener) {
    registrations.add(context.registerService(AlertListener.class, listener, null));
  }

  /** Plugs a strategy in; returns when it is in the plan. */
  public void strategy(String name, TradingStrategy strategy) {
    registrations.add(
        context.registerService(
            TradingStrategy.class,
            strategy,
            FrameworkUtil.asDictionary(Map.of("hairspring.strategy.name", name))));
  }

  /** Plugs a feed in. */
  public void feed(String scheme, FeedProvider provider) {
    final Map<String, Object> properties =
        Map.of("hairspring.feed.scheme", scheme, "hairspring.feed.example", scheme + ":");
    registrations.add(
        context.registerService(
            FeedProvider.class, provider, FrameworkUtil.asDictionary(properties)));
  }

  @Override
  public void close() {
    // The last first: what depends on others leaves before them.
    while (!registrations.isEmpty()) {
      registrations.remove(registrations.size() - 1).unregister();
    }
  }
}
