package io.hairspring.telemetry.source;

import io.hairspring.api.monitor.Alert;
import io.hairspring.api.monitor.AnomalyKind;
import io.hairspring.api.monitor.MonitorReport;
import io.hairspring.telemetry.metric.Metric;
import io.hairspring.telemetry.metric.Readings;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** What the monitor has found. */
public final class MonitorSource implements Source {
  private final Supplier<MonitorReport> monitor;

  /** Reads the monitor of the moment; the supplier gives null while there is none. */
  public MonitorSource(Supplier<MonitorReport> monitor) {
    this.monitor = monitor;
  }

  @Override
  public String name() {
    return "monitor";
  }

  @Override
  public void read(Readings into) {
    final MonitorReport report = monitor.get();
    into.add(Metric.UP, report != null, "monitor");
    if (report == null) {
      return;
    }
    final Map<AnomalyKind, Long> open =
        report.open().stream().collect(Collectors.groupingBy(Alert::kind, Collectors.counting()));
    for (final AnomalyKind kind : AnomalyKind.values()) {
      into.add(
          Metric.ALERTS_OPEN, open.getOrDefault(kind, 0L), kind.name().toLowerCase(Locale.ROOT));
    }
    into.add(Metric.ANOMALIES, report.found());
    into.add(report.distributions());
  }
}
