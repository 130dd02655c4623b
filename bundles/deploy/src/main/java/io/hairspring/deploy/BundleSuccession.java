package io.hairspring.deploy;

import io.hairspring.api.control.SwapStatus;
import io.hairspring.api.control.Swaps;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.namespace.PackageNamespace;
import org.osgi.framework.wiring.BundleWiring;

/**
 * The succession of bundles: a new version comes beside the old one, and when the kernel has
 * swapped what it plugs in, those of the two of which nothing is used any more are uninstalled. Any
 * thread but a lane or an agent.
 */
final class BundleSuccession {
  private static final long STOP_NANOS = TimeUnit.SECONDS.toNanos(2);

  private final BundleContext context;
  private final Running running;

  BundleSuccession(BundleContext context, Running running) {
    this.context = context;
    this.running = running;
  }

  /**
   * What became of a bundle.
   *
   * @param swaps of its components, over or, when this thread was interrupted, under way
   * @param line what there is to say beside them, or empty
   */
  record Outcome(List<SwapStatus> swaps, String line) {}

  /** Installs a bundle, and starts nothing. */
  Bundle install(String location, InputStream jar) throws BundleException {
    return context.installBundle(location, jar);
  }

  /** Starts an installed bundle and waits until its components are in force or refused. */
  Outcome start(Bundle bundle, String source) {
    Swaps swaps = running.swaps();
    List<Bundle> before = used(swaps, older(bundle));
    try {
      bundle.start(Bundle.START_ACTIVATION_POLICY);
    } catch (BundleException e) {
      return uninstalled(bundle, source + " cannot be started: " + why(e));
    }
    String failed = running.failures(bundle);
    if (!failed.isEmpty()) {
      return uninstalled(bundle, source + ": " + failed);
    }
    return await(swaps, bundle, before);
  }

  private Outcome await(Swaps swaps, Bundle bundle, List<Bundle> before) {
    Map<Long, SwapStatus> ours = new TreeMap<>();
    while (!over(swaps, bundle, ours)) {
      Poll.pause();
      if (Thread.interrupted()) {
        return new Outcome(List.copyOf(ours.values()), "");
      }
    }
    List<Bundle> lost = before.stream().filter(old -> becomesUnused(swaps, old)).toList();
    lost.forEach(BundleSuccession::uninstall);
    if (ours.isEmpty()) {
      return new Outcome(
          List.of(),
          name(bundle)
              + (lost.isEmpty()
                  ? " is started, and replaces nothing: a successor has the name of a component in"
                      + " force, and a higher bundle version or service ranking"
                  : " is in force at once in the place of " + names(lost)));
    }
    if (!swaps.uses(bundle.getBundleId())) {
      uninstall(bundle);
    }
    return new Outcome(
        List.copyOf(ours.values()),
        ours.values().stream().allMatch(swap -> swap.state().over())
            ? ""
            : "so many swaps have been made since that "
                + name(bundle)
                + "'s are not remembered: see the log");
  }

  /** Takes in how far a bundle's swaps are: whether nothing more will come of them. */
  private static boolean over(Swaps swaps, Bundle bundle, Map<Long, SwapStatus> ours) {
    List<SwapStatus> now =
        swaps.swaps().stream().filter(swap -> swap.bundle() == bundle.getBundleId()).toList();
    now.forEach(swap -> ours.put(swap.number(), swap));
    // One that is gone from the list was over before it went.
    return now.stream().allMatch(swap -> swap.state().over());
  }

  private static List<Bundle> used(Swaps swaps, List<Bundle> bundles) {
    return bundles.stream().filter(each -> swaps.uses(each.getBundleId())).toList();
  }

  /** One that has lost is stopped by the kernel, and then nobody else uses it either. */
  private boolean becomesUnused(Swaps swaps, Bundle bundle) {
    return Poll.until(STOP_NANOS, () -> swaps.uses(bundle.getBundleId()) || unused(swaps, bundle))
        && unused(swaps, bundle);
  }

  /** Whether neither the kernel nor anybody else has a use for a bundle. */
  private boolean unused(Swaps swaps, Bundle bundle) {
    return !swaps.uses(bundle.getBundleId()) && !servesOthers(bundle) && !exportsToOthers(bundle);
  }

  private boolean servesOthers(Bundle bundle) {
    ServiceReference<Swaps> kernel = context.getServiceReference(Swaps.class);
    ServiceReference<?>[] services = bundle.getRegisteredServices();
    return services != null
        && Arrays.stream(services)
            .map(ServiceReference::getUsingBundles)
            .filter(Objects::nonNull)
            .flatMap(Arrays::stream)
            .anyMatch(
                user ->
                    !user.equals(bundle) && (kernel == null || !user.equals(kernel.getBundle())));
  }

  private static boolean exportsToOthers(Bundle bundle) {
    BundleWiring wiring = bundle.adapt(BundleWiring.class);
    return wiring != null
        && wiring.getProvidedWires(PackageNamespace.PACKAGE_NAMESPACE).stream()
            .anyMatch(wire -> !wire.getRequirer().getBundle().equals(bundle));
  }

  private List<Bundle> older(Bundle bundle) {
    return Arrays.stream(context.getBundles())
        .filter(other -> Objects.equals(bundle.getSymbolicName(), other.getSymbolicName()))
        .filter(other -> other.getVersion().compareTo(bundle.getVersion()) < 0)
        .toList();
  }

  private static Outcome uninstalled(Bundle bundle, String why) {
    String failure = uninstall(bundle);
    return new Outcome(
        List.of(),
        why
            + (failure.isEmpty()
                ? "; it is uninstalled again"
                : "; it cannot be uninstalled: " + failure));
  }

  /** Uninstalls a bundle that may have gone; what is in the way, or empty. */
  static String uninstall(Bundle bundle) {
    try {
      if (bundle.getState() != Bundle.UNINSTALLED) {
        bundle.uninstall();
      }
      return "";
    } catch (BundleException e) {
      return why(e);
    } catch (IllegalStateException e) {
      // Somebody else has uninstalled it just now.
      return "";
    }
  }

  /** In one line. */
  static String why(BundleException e) {
    String first = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
    return e.getCause() == null || e.getCause() instanceof IOException
        ? first
        : first + " (" + e.getCause() + ")";
  }

  private static String names(List<Bundle> bundles) {
    return bundles.stream().map(BundleSuccession::name).collect(Collectors.joining(", "));
  }

  /** For a line of text. */
  static String name(Bundle bundle) {
    return bundle.getSymbolicName() + " " + bundle.getVersion() + " [" + bundle.getBundleId() + "]";
  }
}
