package io.hairspring.shell;

import io.hairspring.api.monitor.Alert;
import io.hairspring.api.monitor.Distribution;
import io.hairspring.api.monitor.MonitorReport;
import org.apache.felix.service.command.Descriptor;
import org.apache.felix.service.command.Parameter;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/**
 * The commands {@code hairspring:*} about what the monitor measures and finds. They return data,
 * for scripts to work on; {@link MonitorTables} writes it for people. Shell threads.
 */
@Component(
    service = MonitorCommands.class,
    property = {
      "osgi.command.scope=hairspring",
      "osgi.command.function=stats",
      "osgi.command.function=alerts"
    })
public final class MonitorCommands {
  static final String NO_MONITOR =
      "no monitor: its bundle is not running; 'lb' shows the state of bundles";

  /** Comes and goes with the monitor bundle. */
  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  volatile MonitorReport monitor;

  /** Everything measured. */
  @Descriptor("what was measured since the session began: times, intervals, jitter, depths, hops")
  public Object stats() {
    return stats("");
  }

  /** What was measured of some subjects. */
  @Descriptor("what was measured since the session began, of the subjects that begin so")
  public Object stats(@Descriptor("as task: or task:quoting or ring:market") String subject) {
    final MonitorReport report = monitor;
    return report == null
        ? NO_MONITOR
        : report.distributions().stream()
            .filter(measured -> measured.subject().startsWith(subject))
            .toArray(Distribution[]::new);
  }

  /** The last anomalies. */
  @Descriptor("the last anomalies: what was found, on what, why, and whether it is over")
  public Object alerts(
      @Descriptor("only those that have not ended")
          @Parameter(names = "--open", presentValue = "true", absentValue = "false")
          boolean open) {
    final MonitorReport report = monitor;
    if (report == null) {
      return NO_MONITOR;
    }
    return (open ? report.open() : report.recent()).toArray(new Alert[0]);
  }
}
