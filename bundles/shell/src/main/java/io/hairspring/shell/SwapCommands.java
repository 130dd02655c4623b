package io.hairspring.shell;

import io.hairspring.api.control.SwapStatus;
import io.hairspring.api.control.Swaps;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.apache.felix.service.command.Descriptor;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.namespace.PackageNamespace;
import org.osgi.framework.wiring.BundleWiring;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.osgi.service.component.runtime.ServiceComponentRuntime;

/**
 * The commands {@code hairspring:swap} and {@code hairspring:swaps}. They return data, for scripts
 * to work on; {@link SwapTables} writes it for people. Shell threads.
 */
@Component(
    service = SwapCommands.class,
    property = {
      "osgi.command.scope=hairspring",
      "osgi.command.function=swap",
      "osgi.command.function=swaps"
    })
public final class SwapCommands {
  private static final long POLL_NANOS = TimeUnit.MILLISECONDS.toNanos(20);
  private static final long STOP_NANOS = TimeUnit.SECONDS.toNanos(2);

  private final BundleContext context;
  private final ServiceComponentRuntime components;

  /** Comes and goes with the kernel. */
  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  volatile Swaps swaps;

  /**
   * With the context that bundles are installed through.
   *
   * @param components knows which components could not be made
   */
  @Activate
  public SwapCommands(BundleContext context, @Reference ServiceComponentRuntime components) {
    this.context = context;
    this.components = components;
  }

  /** The swaps. */
  @Descriptor("swaps under way and the latest that are over, with their states and reasons")
  public Object swaps() {
    Swaps running = swaps;
    return running == null
        ? PlatformCommands.NO_PLATFORM
        : running.swaps().toArray(new SwapStatus[0]);
  }

  /** Replaces what a bundle plugs in by what another version of it does. */
  @Descriptor("installs a bundle beside the one it replaces, waits until it is in force or refused")
  public Object swap(@Descriptor("path or URL of the jar") String jar) {
    Swaps running = swaps;
    if (running == null) {
      return PlatformCommands.NO_PLATFORM;
    }
    Bundle bundle;
    try {
      bundle = install(jar);
    } catch (IOException | IllegalArgumentException e) {
      return jar + " cannot be read: " + e.getMessage() + "; nothing was changed";
    } catch (BundleException e) {
      return jar + " is not a bundle that can be installed: " + why(e) + "; nothing was changed";
    }
    List<Bundle> before = used(running, older(bundle));
    try {
      bundle.start();
    } catch (BundleException e) {
      return uninstall(bundle, jar + " cannot be started: " + why(e) + "; it is uninstalled again");
    }
    String failed = ComponentFailures.of(components, bundle);
    if (!failed.isEmpty()) {
      return uninstall(bundle, jar + ": " + failed + "; it is uninstalled again");
    }
    return await(running, bundle, before);
  }

  private Bundle install(String jar) throws IOException, BundleException {
    URI uri = jar.matches("[a-z]{2,}:.*") ? URI.create(jar) : Path.of(jar).toUri();
    if (uri.getScheme().equals("file") && !Files.isRegularFile(Path.of(uri))) {
      throw new IOException("there is no such file");
    }
    // A location of its own: a path that was installed before stands for the bundle that came of
    // it.
    try (InputStream in = uri.toURL().openStream()) {
      return context.installBundle(uri + "#" + System.nanoTime(), in);
    }
  }

  private static String why(BundleException e) {
    String first = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
    return e.getCause() == null ? first : first + " (" + e.getCause() + ")";
  }

  private Object await(Swaps running, Bundle bundle, List<Bundle> before) {
    Map<Long, SwapStatus> ours = new TreeMap<>();
    while (!over(running, bundle, ours)) {
      LockSupport.parkNanos(POLL_NANOS);
      if (Thread.interrupted()) {
        return ours.values().toArray(new SwapStatus[0]);
      }
    }
    List<Bundle> lost = before.stream().filter(old -> becomesUnused(running, old)).toList();
    lost.forEach(old -> uninstall(old, ""));
    if (ours.isEmpty()) {
      return name(bundle)
          + (lost.isEmpty()
              ? " is started, and replaces nothing: a successor has the name of a component in"
                  + " force, and a higher bundle version or service ranking"
              : " is in force at once in the place of " + names(lost));
    }
    if (!running.uses(bundle.getBundleId())) {
      uninstall(bundle, "");
    }
    return ours.values().stream().allMatch(swap -> swap.state().over())
        ? ours.values().toArray(new SwapStatus[0])
        : "so many swaps have been made since that "
            + name(bundle)
            + "'s are not remembered: see the log";
  }

  /** Takes in how far a bundle's swaps are: whether nothing more will come of them. */
  private static boolean over(Swaps running, Bundle bundle, Map<Long, SwapStatus> ours) {
    List<SwapStatus> now =
        running.swaps().stream().filter(swap -> swap.bundle() == bundle.getBundleId()).toList();
    now.forEach(swap -> ours.put(swap.number(), swap));
    // One that is gone from the list was over before it went.
    return now.stream().allMatch(swap -> swap.state().over());
  }

  private List<Bundle> used(Swaps running, List<Bundle> bundles) {
    return bundles.stream().filter(each -> running.uses(each.getBundleId())).toList();
  }

  /** One that has lost is stopped by the kernel, and then nobody else uses it either. */
  private boolean becomesUnused(Swaps running, Bundle bundle) {
    long end = System.nanoTime() + STOP_NANOS;
    while (!unused(running, bundle)) {
      if (running.uses(bundle.getBundleId()) || System.nanoTime() > end) {
        return false;
      }
      LockSupport.parkNanos(POLL_NANOS);
    }
    return true;
  }

  /** Whether neither the kernel nor anybody else has a use for a bundle. */
  private boolean unused(Swaps running, Bundle bundle) {
    return !running.uses(bundle.getBundleId()) && !servesOthers(bundle) && !exportsToOthers(bundle);
  }

  private boolean servesOthers(Bundle bundle) {
    Bundle kernel = context.getServiceReference(Swaps.class).getBundle();
    ServiceReference<?>[] services = bundle.getRegisteredServices();
    return services != null
        && Arrays.stream(services)
            .map(ServiceReference::getUsingBundles)
            .filter(Objects::nonNull)
            .flatMap(Arrays::stream)
            .anyMatch(user -> !user.equals(bundle) && !user.equals(kernel));
  }

  private static boolean exportsToOthers(Bundle bundle) {
    BundleWiring wiring = bundle.adapt(BundleWiring.class);
    return wiring != null
        && wiring.getProvidedWires(PackageNamespace.PACKAGE_NAMESPACE).stream()
            .anyMatch(wire -> !wire.getRequirer().getBundle().equals(bundle));
  }

  private List<Bundle> older(Bundle bundle) {
    return List.of(context.getBundles()).stream()
        .filter(other -> bundle.getSymbolicName().equals(other.getSymbolicName()))
        .filter(other -> other.getVersion().compareTo(bundle.getVersion()) < 0)
        .toList();
  }

  private static String uninstall(Bundle bundle, String line) {
    try {
      bundle.uninstall();
      return line;
    } catch (BundleException e) {
      return line + ", but cannot be: " + why(e);
    }
  }

  private static String names(List<Bundle> bundles) {
    return bundles.stream().map(SwapCommands::name).collect(Collectors.joining(", "));
  }

  private static String name(Bundle bundle) {
    return bundle.getSymbolicName() + " " + bundle.getVersion() + " [" + bundle.getBundleId() + "]";
  }
}
