package io.hairspring.kernel.control;

import io.hairspring.api.config.Configuration;
import io.hairspring.api.control.Mitigations;
import io.hairspring.api.control.Pace;
import io.hairspring.api.control.Platform;
import io.hairspring.api.control.Swaps;
import io.hairspring.api.journal.ControlJournal;
import io.hairspring.api.journal.ExecutionLogger;
import io.hairspring.api.market.FeedProvider;
import io.hairspring.api.monitor.ExecutionMonitor;
import io.hairspring.api.order.GatewayProvider;
import io.hairspring.api.placement.HardwarePlacement;
import io.hairspring.api.placement.LaneVisits;
import io.hairspring.api.placement.MemoryPlacement;
import io.hairspring.api.placement.ThreadPlacement;
import io.hairspring.api.strategy.TradingStrategy;
import io.hairspring.api.task.Task;
import io.hairspring.api.time.PlatformClock;
import io.hairspring.kernel.lane.StrategyPort;
import io.hairspring.kernel.probe.KernelProbe;
import io.hairspring.kernel.replay.JournalReplay;
import io.hairspring.kernel.swap.Rank;
import java.util.Map;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
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
    configurationPid = KernelSettings.PID)
public final class KernelComponent {
  private static final System.Logger LOG = System.getLogger(KernelComponent.class.getName());

  private final BundleContext context;
  private final KernelPlatform platform;
  private final ServiceRegistration<?> services;
  private final ServiceRegistration<?> probe;
  private final ServiceRegistration<?> swaps;
  private final ServiceRegistration<?> mitigations;
  private final ServiceRegistration<?> clock;
  private final ServiceRegistration<?> journal;
  private int lastSlot;

  /** Starts the kernel; a wrong configuration is told in one line and nothing is started. */
  @Activate
  public KernelComponent(BundleContext context, Map<String, Object> properties) {
    this.context = context;
    final Configured configured =
        Configuration.read(KernelSettings.PID, properties, LOG, Configured::from);
    platform = new KernelPlatform(configured.settings(), true);
    services =
        context.registerService(
            new String[] {Platform.class.getName(), JournalReplay.class.getName()}, platform, null);
    probe =
        context.registerService(
            new String[] {KernelProbe.class.getName(), LaneVisits.class.getName()},
            platform.probe(),
            null);
    swaps = context.registerService(Swaps.class, platform.swaps(), null);
    platform.arrivals().losers(new Losers(context)::add);
    mitigations = context.registerService(Mitigations.class, platform.mitigations(), null);
    clock = context.registerService(PlatformClock.class, platform.clock(), null);
    journal = context.registerService(ControlJournal.class, platform.notes(), null);
    // A command (demo, bench) opens its own feed.
    if (!configured.feed().isEmpty() && context.getProperty("hairspring.command") == null) {
      platform.autostart(configured.feed(), configured.pace(), configured.gateway());
    }
  }

  @Deactivate
  void deactivate() {
    services.unregister();
    probe.unregister();
    swaps.unregister();
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
    platform.placement().came(placement);
  }

  void unbindPlacement(ThreadPlacement placement) {
    platform.placement().left(placement);
  }

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  void bindHardware(HardwarePlacement hardware) {
    platform.hardwareCame(hardware);
  }

  void unbindHardware(HardwarePlacement hardware) {
    platform.hardwareLeft(hardware);
  }

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  void bindMemory(MemoryPlacement memory) {
    platform.memory().came(memory);
  }

  void unbindMemory(MemoryPlacement memory) {
    platform.memory().left(memory);
  }

  @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
  void bindTask(Task task, ServiceReference<Task> reference) {
    final PlugProperties plug = new PlugProperties(reference, "hairspring.task.");
    plug.ifComplete(
        plug::definition,
        definition ->
            platform
                .arrivals()
                .arrive(
                    new Registry.TaskPlug(task, definition, plug.origin(), Rank.of(reference))));
  }

  void unbindTask(Task task) {
    closeWhenEverythingLeaves();
    platform.arrivals().leave("a task left", task);
  }

  @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
  void bindStrategy(TradingStrategy strategy, ServiceReference<TradingStrategy> reference) {
    final PlugProperties plug = new PlugProperties(reference, "hairspring.strategy.");
    plug.ifComplete(
        plug::strategyDefinition,
        definition ->
            platform
                .arrivals()
                .arrive(
                    new Registry.StrategyPlug(
                        strategy,
                        definition,
                        plug.origin(),
                        nextSlot(),
                        Rank.of(reference),
                        plug.fallback())));
  }

  void unbindStrategy(TradingStrategy strategy) {
    closeWhenEverythingLeaves();
    platform.arrivals().leave("a strategy left", strategy);
  }

  // A slot is not used again until all have been: late reports find no wrong owner.
  private synchronized int nextSlot() {
    lastSlot = lastSlot % StrategyPort.MAX_SLOT + 1;
    return lastSlot;
  }

  @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
  void bindFeed(FeedProvider provider, ServiceReference<FeedProvider> reference) {
    platform.arrivals().arriveFeed(provider("hairspring.feed.", provider, reference));
  }

  void unbindFeed(FeedProvider provider) {
    leave(provider);
  }

  @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
  void bindGateway(GatewayProvider provider, ServiceReference<GatewayProvider> reference) {
    platform.arrivals().arriveGateway(provider("hairspring.gateway.", provider, reference));
  }

  void unbindGateway(GatewayProvider provider) {
    leave(provider);
  }

  private void leave(Object provider) {
    closeWhenEverythingLeaves();
    platform.arrivals().leaveProvider(provider);
  }

  /** What trades ends in good order first, and nobody takes over from who leaves. */
  private void closeWhenEverythingLeaves() {
    if (context.getBundle(Constants.SYSTEM_BUNDLE_ID).getState() == Bundle.STOPPING) {
      platform.close();
    }
  }

  private static <P> Registry.ProviderPlug<P> provider(
      String prefix, P provider, ServiceReference<P> reference) {
    return new Registry.ProviderPlug<>(
        provider,
        String.valueOf(reference.getProperty(prefix + "scheme")),
        String.valueOf(reference.getProperty(prefix + "example")),
        new PlugProperties(reference, prefix).origin(),
        Rank.of(reference));
  }

  @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
  void bindMonitor(ExecutionMonitor monitor, ServiceReference<ExecutionMonitor> reference) {
    platform.arrivals().arriveObserver(observer("monitor", monitor, reference));
  }

  void unbindMonitor(ExecutionMonitor monitor) {
    closeWhenEverythingLeaves();
    platform.arrivals().leaveObserver("monitor", monitor);
  }

  @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
  void bindLogger(ExecutionLogger logger, ServiceReference<ExecutionLogger> reference) {
    platform.arrivals().arriveObserver(observer("logger", logger, reference));
  }

  void unbindLogger(ExecutionLogger logger) {
    closeWhenEverythingLeaves();
    platform.arrivals().leaveObserver("logger", logger);
  }

  private static Registry.ObserverPlug observer(
      String kind, Object observer, ServiceReference<?> reference) {
    final Object name = reference.getProperty("component.name");
    return new Registry.ObserverPlug(
        kind,
        observer,
        name == null ? observer.getClass().getName() : name.toString(),
        new PlugProperties(reference, "").origin(),
        Rank.of(reference));
  }

  /** What there is in the configuration: the kernel's settings, and what to trade on by itself. */
  private record Configured(KernelSettings settings, String feed, Pace pace, String gateway) {

    static Configured from(Configuration properties) {
      return new Configured(
          KernelSettings.from(properties),
          properties.text("feed", ""),
          pace(properties),
          properties.filled("gateway", "simulated:"));
    }

    private static Pace pace(Configuration properties) {
      final String value = properties.filled("pace", "recorded");
      return switch (value) {
        case "fast" -> Pace.fast();
        case "recorded" -> Pace.recorded();
        default -> {
          try {
            yield Pace.fixedRate(Long.parseLong(value));
          } catch (final IllegalArgumentException e) {
            throw properties.wrong(
                "pace", "fast, recorded, or a number of events a second from 1 to 1000000000");
          }
        }
      };
    }
  }
}
