package io.hairspring.launcher;

import java.util.logging.Level;
import java.util.logging.Logger;
import org.osgi.framework.Bundle;
import org.osgi.framework.ServiceReference;

/**
 * Felix's own log, written to {@code java.util.logging}. Its errors are kept below WARNING: a
 * bundle that does not start is reported once, by {@link BundleCheck}.
 */
final class FrameworkLog extends org.apache.felix.framework.Logger {
  private static final Logger LOG = Logger.getLogger("org.apache.felix.framework");

  @Override
  @SuppressWarnings("rawtypes") // Declared so by Felix.
  protected void doLog(
      Bundle bundle, ServiceReference reference, int level, String message, Throwable thrown) {
    doLog(level, bundle == null ? message : bundle.getSymbolicName() + ": " + message, thrown);
  }

  @Override
  protected void doLog(int level, String message, Throwable thrown) {
    LOG.log(level == LOG_DEBUG ? Level.FINE : Level.INFO, message, thrown);
  }
}
