package io.hairspring.api.monitor;

import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/** What the monitor knows. A service of the monitor. Any thread but a lane or an agent. */
@ProviderType
public interface MonitorReport {

  /** What was measured, by subject and measure. Nanoseconds, or lines for a depth. */
  List<Distribution> distributions();

  /** The anomalies that have not ended, oldest first. */
  List<Alert> open();

  /** The last alerts, oldest first; bounded. */
  List<Alert> recent();

  /** Anomalies found since the monitor started. */
  long found();

  /** Mitigations in force, one line each; empty when there are none. */
  List<String> mitigations();
}
