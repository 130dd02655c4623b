package io.hairspring.launcher;

import java.net.URI;
import java.nio.file.Path;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleEvent;
import org.osgi.framework.BundleListener;
import org.osgi.framework.Constants;
import org.osgi.framework.startlevel.BundleStartLevel;

/**
 * Says in one line which bundle that was put into {@code deploy} while the platform runs is not as
 * it should be, and why. Called by the framework; looks on a thread of its own.
 */
final class DeployWatch implements BundleListener, AutoCloseable {
  private static final Logger LOG = Logger.getLogger(DeployWatch.class.getName());

  /** What a bundle needs may come with it, and it is started some time after it is installed. */
  private static final long SETTLED_MILLIS = 1_500;

  private final Path home;
  private final String deploy;
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          work -> {
            Thread made = new Thread(work, "deploy-watch");
            made.setDaemon(true);
            return made;
          });

  /** Watches from now on. */
  DeployWatch(BundleContext context, Installation installation) {
    home = installation.home();
    // As File Install writes the locations of bundles.
    deploy = installation.deploy().toFile().toURI().toString();
    context.addBundleListener(this);
  }

  @Override
  public void bundleChanged(BundleEvent event) {
    Bundle bundle = event.getBundle();
    boolean came =
        event.getType() == BundleEvent.INSTALLED || event.getType() == BundleEvent.UPDATED;
    if (came && bundle.getLocation().startsWith(deploy)) {
      try {
        Future<?> unused =
            thread.schedule(() -> check(bundle), SETTLED_MILLIS, TimeUnit.MILLISECONDS);
      } catch (RejectedExecutionException e) {
        LOG.log(Level.FINE, "came while the platform was stopping: " + bundle.getLocation(), e);
      }
    }
  }

  private void check(Bundle bundle) {
    try {
      boolean wanted =
          bundle.getState() != Bundle.UNINSTALLED
              && bundle.getHeaders().get(Constants.FRAGMENT_HOST) == null
              && bundle.adapt(BundleStartLevel.class).isPersistentlyStarted();
      String complaint = wanted ? BundleCheck.complaint(bundle) : "";
      if (!complaint.isEmpty()) {
        LOG.severe(
            home.relativize(Path.of(URI.create(bundle.getLocation().replaceFirst("#.*", ""))))
                + ": "
                + complaint);
      }
    } catch (IllegalStateException e) {
      LOG.log(Level.FINE, "left while it was looked at: " + bundle.getLocation(), e);
    }
  }

  /** Looks at nothing any more; the framework forgets its listeners when it stops. */
  @Override
  public void close() {
    thread.shutdownNow();
  }
}
