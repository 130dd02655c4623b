package io.hairspring.launcher;

import io.hairspring.api.control.Pace;
import io.hairspring.api.control.Platform;
import io.hairspring.api.control.SwapStatus;
import io.hairspring.api.control.Swaps;
import io.hairspring.api.control.TaskStatus;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.ref.WeakReference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.ToIntFunction;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.wiring.BundleWiring;

/**
 * The command {@code trial}, run inside the container: swaps a strategy two hundred times while a
 * feed runs, then lets successors with all kinds of faults come. Prints what became of it.
 */
public final class SwapTrialCommand implements BundleActivator, ToIntFunction<List<String>> {
  private static final String SHELL_JARS =
      "(org\\.apache\\.felix\\.gogo\\.runtime|hairspring-shell).*\\.jar";
  private static final long DEADLINE = TimeUnit.SECONDS.toNanos(30);
  private static final int SWAPS = 200;
  private static final String CLASS = "io/hairspring/launcher/SwapPlug.class";

  private final List<WeakReference<ClassLoader>> loaders = new ArrayList<>();
  private BundleContext context;
  private Platform platform;
  private Swaps swaps;
  private int version;

  @Override
  public void start(BundleContext bundle) {
    context = bundle;
    context.registerService(
        ToIntFunction.class,
        this,
        FrameworkUtil.asDictionary(Map.of("hairspring.command", "trial")));
  }

  @Override
  public void stop(BundleContext bundle) {}

  @Override
  public int applyAsInt(List<String> arguments) {
    platform = context.getService(context.getServiceReference(Platform.class));
    swaps = context.getService(context.getServiceReference(Swaps.class));
    platform.open("synthetic:volatile", Pace.fixedRate(20_000), "simulated:");
    try {
      swapOften();
      for (final String fault : List.of("", "shadow", "live", "state", "constructor")) {
        swapByCommand(fault, jar(fault, ""));
      }
      swapByCommand("unresolved", jar("", ",no.such.thing"));
      final byte[] whole = jar("", "");
      swapByCommand("half", Arrays.copyOf(whole, whole.length / 2));
    } catch (final Exception e) {
      throw new IllegalStateException(e);
    }
    platform.pause(true);
    say("idle", platform.awaitIdle(DEADLINE));
    say("published", platform.feed().events());
    say("taken", platform.lanes().get(0).events());
    return 0;
  }

  private void swapOften() throws Exception {
    Bundle before = install(jar("", ""));
    final long published = platform.feed().events();
    for (int i = 0; i < SWAPS; i++) {
      final Bundle next = install(jar("", ""));
      final long id = next.getBundleId();
      require("swap " + i, () -> last(id).state().over());
      if (last(id).state() != SwapStatus.State.RETIRED) {
        throw new IllegalStateException(last(id).toString());
      }
      before.uninstall();
      before = next;
    }
    say("swaps", SWAPS);
    say("events-meanwhile", platform.feed().events() - published);
    require(
        "class loaders are collected",
        () -> {
          System.gc();
          return loaders.stream().filter(loader -> loader.get() != null).count() <= 1;
        });
    say("collected", loaders.stream().filter(loader -> loader.get() == null).count());
  }

  private Bundle install(byte[] jar) throws Exception {
    final Bundle bundle = context.installBundle("trial:" + version, new ByteArrayInputStream(jar));
    bundle.start();
    loaders.add(new WeakReference<>(bundle.adapt(BundleWiring.class).getClassLoader()));
    return bundle;
  }

  private SwapStatus last(long bundle) {
    return swaps.swaps().stream()
        .filter(swap -> swap.bundle() == bundle)
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("no swap of bundle " + bundle));
  }

  /** The shell's bundle does not start with a command; here it has to. */
  private ServiceReference<?> shellCommand() throws Exception {
    if (swapCommands().length == 0) {
      try (Stream<Path> files = Files.walk(Path.of(System.getProperty("hairspring.home")))) {
        for (final Path jar :
            files
                .filter(file -> file.getFileName().toString().matches(SHELL_JARS))
                .sorted()
                .toList()) {
          context.installBundle(jar.toUri().toString());
        }
      }
      for (final Bundle bundle : context.getBundles()) {
        if (bundle.getSymbolicName().equals("hairspring-shell")) {
          bundle.start();
        }
      }
    }
    require("the shell's command is there", () -> swapCommands().length > 0);
    return swapCommands()[0];
  }

  private ServiceReference<?>[] swapCommands() {
    try {
      final ServiceReference<?>[] found =
          context.getServiceReferences(
              (String) null, "(&(osgi.command.scope=hairspring)(osgi.command.function=swap))");
      return found == null ? new ServiceReference<?>[0] : found;
    } catch (final InvalidSyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The shell's command, without the shell. */
  private void swapByCommand(String fault, byte[] jar) throws Exception {
    final Path file = Files.createTempFile("swap", ".jar");
    Files.write(file, jar);
    final ServiceReference<?> reference = shellCommand();
    final Object commands = context.getService(reference);
    final Object answer =
        commands.getClass().getMethod("swap", String.class).invoke(commands, file.toString());
    Files.delete(file);
    if (answer instanceof SwapStatus[] all) {
      Arrays.stream(all).forEach(swap -> say(key(fault), swap.state() + " " + swap.reason()));
    } else {
      say(key(fault), answer);
    }
    final long taken = platform.lanes().get(0).events();
    require("events flow after " + fault, () -> platform.lanes().get(0).events() > taken + 100);
    say(
        key(fault) + "-in-plan",
        platform.tasks().stream()
            .filter(task -> task.definition().name().equals("swapped"))
            .filter(task -> task.state() == TaskStatus.State.PLANNED)
            .count());
    say(
        key(fault) + "-bundles",
        Arrays.stream(context.getBundles())
            .filter(bundle -> "swap-plug".equals(bundle.getSymbolicName()))
            .count());
  }

  private static String key(String fault) {
    return "fault-" + (fault.isEmpty() ? "none" : fault);
  }

  private byte[] jar(String fault, String moreImports) throws IOException {
    version++;
    final Manifest manifest = new Manifest();
    final Attributes headers = manifest.getMainAttributes();
    headers.put(Attributes.Name.MANIFEST_VERSION, "1.0");
    headers.putValue("Bundle-ManifestVersion", "2");
    headers.putValue("Bundle-SymbolicName", "swap-plug");
    headers.putValue("Bundle-Version", "1.0." + version);
    headers.putValue("Bundle-Activator", "io.hairspring.launcher.SwapPlug");
    headers.putValue("Trial-Fault", fault);
    headers.putValue(
        "Import-Package",
        "org.osgi.framework,io.hairspring.api.market,io.hairspring.api.order,"
            + "io.hairspring.api.strategy,io.hairspring.api.task,org.agrona"
            + moreImports);
    final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JarOutputStream jar = new JarOutputStream(bytes, manifest);
        InputStream in = SwapTrialCommand.class.getClassLoader().getResourceAsStream(CLASS)) {
      jar.putNextEntry(new JarEntry(CLASS));
      in.transferTo(jar);
      jar.closeEntry();
    }
    return bytes.toByteArray();
  }

  private static void say(String what, Object value) {
    System.out.println(what + " " + value);
  }

  private static void require(String what, BooleanSupplier condition) {
    final long end = System.nanoTime() + DEADLINE;
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > end) {
        throw new IllegalStateException("not in time: " + what);
      }
      LockSupport.parkNanos(1_000_000);
    }
  }
}
