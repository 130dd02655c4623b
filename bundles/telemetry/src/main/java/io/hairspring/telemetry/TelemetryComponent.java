package io.hairspring.telemetry;

import io.hairspring.api.config.Configuration;
import io.hairspring.api.control.Mitigations;
import io.hairspring.api.control.Platform;
import io.hairspring.api.control.Swaps;
import io.hairspring.api.journal.ExecutionLogger;
import io.hairspring.api.monitor.MonitorReport;
import io.hairspring.api.placement.ThreadPlacement;
import io.hairspring.telemetry.http.ScrapeServer;
import io.hairspring.telemetry.metric.Metric;
import io.hairspring.telemetry.metric.Readings;
import io.hairspring.telemetry.metric.Snapshot;
import io.hairspring.telemetry.source.JvmSource;
import io.hairspring.telemetry.source.MitigationSource;
import io.hairspring.telemetry.source.MonitorSource;
import io.hairspring.telemetry.source.PlatformSource;
import io.hairspring.telemetry.source.Source;
import io.hairspring.telemetry.source.SwapSource;
import java.lang.management.ManagementFactory;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/** The door of the telemetry bundle. What it watches comes and goes. */
@Component(
    service = {},
    immediate = true,
    configurationPid = TelemetrySettings.PID)
public final class TelemetryComponent implements Source {
  private static final System.Logger LOG = System.getLogger(TelemetryComponent.class.getName());

  private final TelemetrySettings settings;
  private final Telemetry telemetry;
  private final ScrapeServer scrapes;

  /** Comes and goes with the kernel. */
  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  volatile Platform platform;

  /** Comes and goes with the monitor bundle. */
  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  volatile MonitorReport monitor;

  /** Comes and goes with the kernel. */
  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  volatile Mitigations mitigations;

  /** Comes and goes with the kernel. */
  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  volatile Swaps swaps;

  /** Comes and goes with the logger bundle. */
  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  volatile ExecutionLogger journal;

  /** Comes and goes with the affinity bundle. */
  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  volatile ThreadPlacement placement;

  /** Starts; a wrong configuration is told in one line, and only the telemetry is not there. */
  @Activate
  public TelemetryComponent(
      BundleContext context, Map<String, Object> properties, @Reference AlertCounts alerts) {
    settings =
        Configuration.read(
            TelemetrySettings.PID,
            properties,
            LOG,
            configuration ->
                TelemetrySettings.from(
                    configuration,
                    context.getProperty("hairspring.home"),
                    context.getProperty("hairspring.command") != null));
    scrapes = new ScrapeServer(this::latest, this::confine);
    telemetry =
        new Telemetry(
            settings,
            List.of(
                this,
                new PlatformSource(() -> platform),
                new JvmSource(),
                alerts,
                new MonitorSource(() -> monitor),
                new MitigationSource(() -> mitigations),
                new SwapSource(() -> swaps),
                scrapes),
            texts(),
            () -> placement);
  }

  private Snapshot latest() {
    return telemetry.latest();
  }

  private void confine() {
    final ThreadPlacement service = placement;
    if (service != null) {
      service.confineCurrentThread();
    }
  }

  private static Map<String, String> texts() {
    final Map<String, String> texts = new LinkedHashMap<>();
    texts.put("commit", System.getProperty("hairspring.commit", "unknown"));
    texts.put(
        "jdk", System.getProperty("java.vm.vendor") + " " + System.getProperty("java.vm.version"));
    texts.put(
        "jvm_flags", String.join(" ", ManagementFactory.getRuntimeMXBean().getInputArguments()));
    return texts;
  }

  /** Starts when the references are there. */
  @Activate
  void start() {
    telemetry.start();
    if (settings.port() != TelemetrySettings.OFF) {
      scrapes.listen(settings.address(), settings.port());
    }
  }

  @Override
  public String name() {
    return "services";
  }

  @Override
  public void read(Readings into) {
    into.add(Metric.UP, true, "telemetry");
    into.add(Metric.UP, journal != null, "journal");
    into.add(Metric.UP, placement != null, "placement");
  }

  /** Ends both, whatever one of them does. */
  @Deactivate
  void stop() {
    scrapes.close();
    telemetry.close();
  }
}
