package io.hairspring.benchmarks.detect;

import io.hairspring.api.monitor.MonitorReport;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Dictionary;
import java.util.Map;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.ServiceReference;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;

/**
 * The monitor as the benchmark needs it: mitigations are taken back at once, so that each fault
 * meets a platform in which none is in force. Its configuration is put back at the end. Main
 * thread.
 */
final class MonitorSetup implements AutoCloseable {
  private static final String PID = "io.hairspring.monitor";
  private static final String BUNDLE = "hairspring-monitor";
  private static final Map<String, Object> OWN =
      Map.of(
          "cool.down.ms", "1",
          "mitigate.deadline", "shed",
          "mitigate.budget", "shed",
          "mitigate.stuck", "shed");

  private final BundleContext context;
  private final Configuration configuration;
  private final Dictionary<String, Object> before;

  MonitorSetup(BundleContext context) {
    this.context = context;
    final ServiceReference<ConfigurationAdmin> reference =
        context.getServiceReference(ConfigurationAdmin.class);
    try {
      configuration = context.getService(reference).getConfiguration(PID, null);
      before = configuration.getProperties();
      configuration.update(FrameworkUtil.asDictionary(OWN));
    } catch (final IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Fails when there is no monitor to be measured. */
  void requireFound() {
    if (context.getServiceReference(MonitorReport.class) == null) {
      throw new IllegalStateException("no monitor is there: bundle " + BUNDLE + " must be started");
    }
  }

  /** The monitor's bundle. */
  static Bundle bundle(BundleContext context) {
    return Arrays.stream(context.getBundles())
        .filter(bundle -> BUNDLE.equals(bundle.getSymbolicName()))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("bundle " + BUNDLE + " is not installed"));
  }

  /** Starts or stops the monitor; returns when it is done. */
  static void run(Bundle monitor, boolean on) {
    try {
      if (on) {
        monitor.start();
      } else {
        monitor.stop();
      }
    } catch (final BundleException e) {
      throw new IllegalStateException("the monitor's bundle: " + e.getMessage(), e);
    }
  }

  @Override
  public void close() {
    try {
      if (before == null) {
        configuration.delete();
      } else {
        configuration.update(before);
      }
    } catch (final IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
