package io.hairspring.kernel.control;

import io.hairspring.kernel.swap.Rank;
import java.lang.System.Logger.Level;
import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceReference;

/**
 * Those who have lost their swap: when a bundle has nothing else that the kernel uses, it is
 * stopped, on a thread of its own, because its components leave through the control thread.
 */
final class Losers {
  private static final System.Logger LOG = System.getLogger(Losers.class.getName());

  private final BundleContext context;
  private final Set<Long> services = ConcurrentHashMap.newKeySet();

  Losers(BundleContext context) {
    this.context = context;
  }

  /** One more has lost. Returns at once. */
  void add(Rank rank) {
    if (rank.service() >= 0) {
      services.add(rank.service());
      final Thread thread = new Thread(() -> stopUnused(rank.bundle()), "hairspring-retire");
      thread.setDaemon(true);
      thread.start();
    }
  }

  private void stopUnused(long id) {
    final Bundle bundle = context.getBundle(id);
    if (bundle == null || bundle.getState() != Bundle.ACTIVE || used(bundle)) {
      return;
    }
    try {
      bundle.stop();
    } catch (final BundleException | IllegalStateException e) {
      // Whoever swapped it may have taken it away meanwhile.
      if (bundle.getState() != Bundle.UNINSTALLED) {
        LOG.log(
            Level.WARNING,
            "bundle " + bundle.getSymbolicName() + " lost its swap and cannot be stopped: " + e);
      }
    }
  }

  private boolean used(Bundle bundle) {
    final ServiceReference<?>[] registered = bundle.getRegisteredServices();
    return registered != null
        && Arrays.stream(registered)
            .filter(this::usedByKernel)
            .anyMatch(reference -> !services.contains(id(reference)));
  }

  private boolean usedByKernel(ServiceReference<?> reference) {
    final Bundle[] users = reference.getUsingBundles();
    return users != null && Arrays.asList(users).contains(context.getBundle());
  }

  private static long id(ServiceReference<?> reference) {
    return (Long) reference.getProperty(Constants.SERVICE_ID);
  }
}
