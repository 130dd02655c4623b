package io.hairspring.telemetry;

import io.hairspring.api.monitor.Alert;
import io.hairspring.api.monitor.AlertListener;
import io.hairspring.api.monitor.AnomalyKind;
import io.hairspring.telemetry.metric.Metric;
import io.hairspring.telemetry.metric.Readings;
import io.hairspring.telemetry.recording.AnomalyEvent;
import io.hairspring.telemetry.source.Source;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLongArray;
import org.osgi.service.component.annotations.Component;

/** Counts alerts by kind, and writes each into the JFR recording, if there is one. Any thread. */
@Component(service = {AlertListener.class, AlertCounts.class})
public final class AlertCounts implements AlertListener, Source {
  private static final AnomalyKind[] KINDS = AnomalyKind.values();

  private final AtomicLongArray raised = new AtomicLongArray(KINDS.length);

  /** For Declarative Services. */
  public AlertCounts() {}

  @Override
  public void onAlert(Alert alert) {
    if (alert.raised()) {
      raised.incrementAndGet(alert.kind().ordinal());
    }
    AnomalyEvent.emit(alert);
  }

  @Override
  public String name() {
    return "alerts";
  }

  @Override
  public void read(Readings into) {
    for (final AnomalyKind kind : KINDS) {
      into.add(Metric.ALERTS, raised.get(kind.ordinal()), kind.name().toLowerCase(Locale.ROOT));
    }
  }
}
