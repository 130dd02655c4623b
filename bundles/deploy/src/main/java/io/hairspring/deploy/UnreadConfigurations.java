package io.hairspring.deploy;

import io.hairspring.api.config.Spelling;
import java.io.File;
import java.lang.System.Logger.Level;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.InvalidSyntaxException;

/**
 * Tells of configuration files that nothing reads: a name with a slip in it would be passed over in
 * silence, and the defaults be in force. Any thread.
 */
final class UnreadConfigurations {
  private static final System.Logger LOG = System.getLogger(UnreadConfigurations.class.getName());

  /** What is deployed beside a file may come after it. */
  private static final long COMES_NANOS = TimeUnit.SECONDS.toNanos(3);

  private final BundleContext context;
  private final DeclaredComponents components;
  private final Executor executor;

  UnreadConfigurations(BundleContext context, DeclaredComponents components, Executor executor) {
    this.context = context;
    this.components = components;
    this.executor = executor;
  }

  /** A file came; what has to be said of it is said later. */
  void came(File file) {
    final String pid = ConfigurationCopy.pid(file);
    if (!reads(pid)) {
      executor.execute(() -> tellUnlessRead(file, pid));
    }
  }

  private void tellUnlessRead(File file, String pid) {
    if (!Poll.until(COMES_NANOS, () -> reads(pid)) && file.exists()) {
      final String meant = Spelling.nearest(pid, components.pids());
      LOG.log(
          Level.WARNING,
          file.getParentFile().getName()
              + "/"
              + file.getName()
              + ": nothing that is installed reads a file of this name"
              + (meant.isEmpty() ? "" : "; " + meant + ".cfg may be meant"));
    }
  }

  private boolean reads(String pid) {
    return components.pids().contains(pid) || managed(pid);
  }

  /** Whether one that is no component reads it. */
  private boolean managed(String pid) {
    try {
      return context.getAllServiceReferences(null, "(" + Constants.SERVICE_PID + "=" + pid + ")")
          != null;
    } catch (InvalidSyntaxException e) {
      LOG.log(Level.DEBUG, "no PID can be " + pid, e);
      return false;
    }
  }
}
