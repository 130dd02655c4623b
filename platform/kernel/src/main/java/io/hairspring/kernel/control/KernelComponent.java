package io.hairspring.kernel.control;

import io.hairspring.api.control.Mitigations;
import io.hairspring.api.control.Pace;
import io.hairspring.api.control.Platform;
import io.hairspring.api.journal.ControlJournal;
import io.hairspring.api.journal.ExecutionLogger;
import io.hairspring.api.market.FeedProvider;
import io.hairspring.api.monitor.ExecutionMonitor;
import io.hairspring.api.order.GatewayProvider;
import io.hairspring.api.placement.MemoryPlacement;
import io.hairspring.api.placement.ThreadPlacement;
import io.hairspring.api.strategy.TradingStrategy;
import io.hairspring.api.task.Task;
import io.hairspring.api.time.PlatformClock;
import io.hairspring.kernel.lane.StrategyPort;
import io.hairspring.kernel.probe.KernelProbe;
import io.hairspring.kernel.replay.JournalReplay;
import java.lang.System.Logger.Level;
import java.util.Map;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/** The door of the kernel bundle: whiteboard in, services out. */
@Component(
    service = {},
    immediate = true,
    configurationPid = "io.hairspring.kernel")
public final class KernelComponent {
  private static final System.Logger LOG = System.getLogger(KernelComponent.class.getName());

  private final KernelPlatform platform;
  private final ServiceRegistration<?> services;
  private final ServiceRegistration<?> mitigations;
  private final ServiceRegistration<?> clock;
  private final ServiceRegistration<?> journal;
  private int lastSlot;

  /** Starts the kernel; a wrong configuration is told in one line and nothing is started. */
  @Activate
  public KernelComponent(BundleContext context, Map<String, Object> properties) {
    final Pace pace;
    try {
      pace = pace(properties);
      platform = new KernelPlatform(KernelSettings.from(properties), true);
    } catch (final IllegalArgumentException e) {
      LOG.log(Level.ERROR, e.getMessage());
      throw e;
    }
    services =
        context.registerService(
            new String[] {
              Platform.class.getName(), KernelProbe.class.getName(), JournalReplay.class.getName()
            },
            platform,
            null);
    mitigations = context.registerService(Mitigations.class, platform.mitigations(), null);
    clock = context.registerService(PlatformClock.class, platform.clock(), null);
    journal = context.registerService(ControlJournal.class, platform.notes(), null);
    final Object feed = properties.get("feed");
    // A command (demo, bench) opens its own feed.
    if (feed != null && context.getProperty("hairspring.command") == null) {
      final Object gateway = properties.getOrDefault("gateway", "simulated:");
      platform.autostart(feed.toString(), pace, gateway.toString());
    }
  }

  @Deactivate
  void deactivate() {
    services.unregister();
    mitigations.unregister();
    clock.unregister();
    journal.unregister();
    platform.shutDown();
  }

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  void bindPlacement(ThreadPlacement placement) {
    platform.placement(placement);
  }

  void unbindPlacement(ThreadPlacement placement) {
    platform.placementLeft(placement);
  }

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  void bindMemory(MemoryPlacement memory) {
    platform.memory(memory);
  }

  void unbindMemory(MemoryPlacement memory) {
    platform.memoryLeft(memory);
  }

  @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
  void bindTask(Task task, ServiceReference<Task> reference) {
    final PlugProperties plug = new PlugProperties(reference, "hairspring.task.");
    plug.ifComplete(
        plug::definition,
        definition ->
            platform.change(
                "task " + definition.name() + " came",
                r -> r.tasks.put(task, new Registry.TaskPlug(task, definition, plug.origin()))));
  }

  void unbindTask(Task task) {
    platform.leave("a task left", task);
  }

  @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
  void bindStrategy(TradingStrategy strategy, ServiceReference<TradingStrategy> reference) {
    final PlugProperties plug = new PlugProperties(reference, "hairspring.strategy.");
    plug.ifComplete(
        plug::strategyDefinition,
        definition ->
            platform.change(
                "strategy " + definition.name() + " came",
                r -> {
                  r.strategies.put(
                      strategy,
                      new Registry.StrategyPlug(strategy, definition, plug.origin(), nextSlot()));
                  r.standBy(definition.name(), plug.fallback());
                }));
  }

  void unbindStrategy(TradingStrategy strategy) {
    platform.leave("a strategy left", strategy);
  }

  // Control thread. A slot is not used again until all have been: late reports find no wrong owner.
  private int nextSlot() {
    lastSlot = lastSlot % StrategyPort.MAX_SLOT + 1;
    return lastSlot;
  }

  @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
  void bindFeed(FeedProvider provider, Map<String, Object> properties) {
    final String scheme = String.valueOf(properties.get("hairspring.feed.scheme"));
    final String example = String.valueOf(properties.get("hairspring.feed.example"));
    platform.change(
        "feed came",
        r -> r.feeds.put(scheme, new Registry.ProviderPlug<>(provider, scheme, example)));
  }

  void unbindFeed(FeedProvider provider) {
    platform.change("feed left", r -> r.feeds.values().removeIf(p -> p.provider() == provider));
  }

  @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
  void bindGateway(GatewayProvider provider, Map<String, Object> properties) {
    final String scheme = String.valueOf(properties.get("hairspring.gateway.scheme"));
    final String example = String.valueOf(properties.get("hairspring.gateway.example"));
    platform.change(
        "gateway came",
        r -> r.gateways.put(scheme, new Registry.ProviderPlug<>(provider, scheme, example)));
  }

  void unbindGateway(GatewayProvider provider) {
    platform.change(
        "gateway left", r -> r.gateways.values().removeIf(p -> p.provider() == provider));
  }

  @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
  void bindMonitor(ExecutionMonitor monitor) {
    platform.observers(r -> r.monitors.add(monitor));
  }

  void unbindMonitor(ExecutionMonitor monitor) {
    platform.observers(r -> r.monitors.remove(monitor));
  }

  @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
  void bindLogger(ExecutionLogger logger) {
    platform.observers(r -> r.loggers.add(logger));
  }

  void unbindLogger(ExecutionLogger logger) {
    platform.observers(r -> r.loggers.remove(logger));
  }

  /** Reads the pace of the configuration. */
  static Pace pace(Map<String, Object> properties) {
    final String value = String.valueOf(properties.getOrDefault("pace", "recorded"));
    return switch (value) {
      case "fast" -> Pace.fast();
      case "recorded" -> Pace.recorded();
      default -> {
        try {
          yield Pace.fixedRate(Long.parseLong(value));
        } catch (final IllegalArgumentException e) {
          throw new IllegalArgumentException(
              "etc/io.hairspring.kernel.cfg: pace = "
                  + value
                  + ": must be fast, recorded, or a number of events a second from 1 to 1000000000",
              e);
        }
      }
    };
  }
}
