package io.hairspring.benchmarks.detect;

import io.hairspring.api.monitor.MonitorReport;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Dictionary;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.InvalidSyntaxException;
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
          "cool.down.most", "1",
          "mitigate.deadline", "shed",
          "mitigate.budget", "shed",
          "mitigate.stuck", "shed");

  private static final String IN_FORCE = "(cool.down.ms=1)";
  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(10);
  private static final long STEP_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

  private final BundleContext context;
  private final Configuration configuration;
  private final Dictionary<String, Object> before;

  MonitorSetup(BundleContext context) {
    this.context = context;
    final ConfigurationAdmin admin =
        context.getService(context.getServiceReference(ConfigurationAdmin.class));
    try {
      configuration = configuration(admin);
      before = configuration.getProperties();
      configuration.update(FrameworkUtil.asDictionary(OWN));
    } catch (final IOException e) {
      throw new UncheckedIOException(e);
    } catch (final InvalidSyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The one that the monitor has: where its file may be edited it is one of a factory. */
  private static Configuration configuration(ConfigurationAdmin admin)
      throws IOException, InvalidSyntaxException {
    final Configuration[] found = admin.listConfigurations("(service.factoryPid=" + PID + ")");
    return found == null ? admin.getConfiguration(PID, null) : found[found.length - 1];
  }

  /** Returns when the monitor has it; fails when there is none that takes it. */
  void awaitInForce() {
    final long end = System.nanoTime() + PATIENCE_NANOS;
    while (!inForce()) {
      if (System.nanoTime() > end) {
        throw new IllegalStateException(
            "no monitor takes the benchmark's configuration: bundle "
                + BUNDLE
                + " must be started");
      }
      FaultSession.pause(STEP_NANOS);
    }
  }

  private boolean inForce() {
    try {
      return !context.getServiceReferences(MonitorReport.class, IN_FORCE).isEmpty();
    } catch (final InvalidSyntaxException e) {
      throw new IllegalStateException(e);
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
