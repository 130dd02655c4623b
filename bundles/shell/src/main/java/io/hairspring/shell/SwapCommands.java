package io.hairspring.shell;

import io.hairspring.api.control.SwapStatus;
import io.hairspring.api.control.SwapStatus.State;
import io.hairspring.api.control.Swaps;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.apache.felix.service.command.Descriptor;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;

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

  private final BundleContext context;

  /** Comes and goes with the kernel. */
  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  volatile Swaps swaps;

  /** With the context that bundles are installed through. */
  @Activate
  public SwapCommands(BundleContext context) {
    this.context = context;
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
    try {
      bundle.start();
    } catch (BundleException e) {
      return uninstall(bundle, jar + " cannot be started: " + why(e) + "; it is uninstalled again");
    }
    return await(running, bundle);
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

  private Object await(Swaps running, Bundle bundle) {
    List<SwapStatus> ours = of(running, bundle);
    if (ours.isEmpty()) {
      return name(bundle)
          + " is started, and replaces nothing: a successor has the name of a component in force,"
          + " and a higher bundle version or service ranking";
    }
    while (!ours.stream().allMatch(swap -> swap.state().over())) {
      LockSupport.parkNanos(POLL_NANOS);
      if (Thread.interrupted()) {
        return ours.toArray(new SwapStatus[0]);
      }
      ours = of(running, bundle);
    }
    if (ours.stream().allMatch(swap -> swap.state() == State.RETIRED)) {
      older(bundle).forEach(old -> uninstall(old, ""));
    } else if (ours.stream().noneMatch(swap -> swap.state() == State.RETIRED)) {
      uninstall(bundle, "");
    }
    return ours.toArray(new SwapStatus[0]);
  }

  private static List<SwapStatus> of(Swaps running, Bundle bundle) {
    return running.swaps().stream().filter(swap -> swap.bundle() == bundle.getBundleId()).toList();
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

  private static String name(Bundle bundle) {
    return bundle.getSymbolicName() + " " + bundle.getVersion() + " [" + bundle.getBundleId() + "]";
  }
}
