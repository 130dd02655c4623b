package io.hairspring.launcher;

import io.hairspring.api.control.Pace;
import io.hairspring.api.control.Platform;
import io.hairspring.api.control.SwapStatus;
import io.hairspring.api.control.Swaps;
import io.hairspring.api.control.TaskStatus;
import java.io.ByteArrayInputStream;
import java.lang.ref.WeakReference;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import java.util.function.ToIntFunction;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.wiring.BundleWiring;

/**
 * The command {@code trial}, run inside the container: swaps a strategy two hundred times while a
 * feed runs, then lets successors with all kinds of faults come. Prints what became of it. With
 * {@code observers} it swaps the monitor and the logger instead, with {@code stop STATE} it returns
 * when a swap is in that state, so that the framework is stopped then.
 */
public final class SwapTrialCommand implements BundleActivator, ToIntFunction<List<String>> {
  private static final long DEADLINE = TimeUnit.SECONDS.toNanos(30);
  private static final int SWAPS = 200;

  private final List<WeakReference<ClassLoader>> loaders = new ArrayList<>();
  private BundleContext context;
  private Platform platform;
  private Swaps swaps;
  private final SwapJars jars = new SwapJars(1);
  private int installed;

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
      if (arguments.isEmpty()) {
        swapStrategies();
      } else if (arguments.get(0).equals("observers")) {
        swapObservers();
      } else {
        swapAndStop(SwapStatus.State.valueOf(arguments.get(1)));
        return 0;
      }
    } catch (final Exception e) {
      throw new IllegalStateException(e);
    }
    rest();
    say("published", platform.feed().events());
    say("taken", platform.lanes().get(0).events());
    say("dropped", platform.lanes().get(0).recordsDropped());
    return 0;
  }

  private void rest() {
    platform.pause(true);
    say("idle", platform.awaitIdle(DEADLINE));
  }

  private byte[] jar(String fault) throws Exception {
    return jars.strategies("swapped", fault, "");
  }

  private void swapStrategies() throws Exception {
    rest();
    final long before = platform.feed().events();
    final Bundle first = install(jar(""));
    platform.pause(false);
    replaceWhileTheOldOneIsUninstalled(swapOften(first));
    rest();
    say("published-to-strategy", platform.feed().events() - before);
    say(
        "counted-by-strategy",
        context.getService(context.getServiceReference(LongSupplier.class)).getAsLong());
    platform.pause(false);
    for (final String fault : List.of("", "shadow", "live", "state", "constructor")) {
      swapByCommand(fault, jar(fault));
    }
    swapByCommand("component", jars.component());
    swapByCommand("unresolved", jars.strategies("swapped", "", ",no.such.thing"));
    final byte[] whole = jar("");
    swapByCommand("half", Arrays.copyOf(whole, whole.length / 2));
    swapByCommand("both", jars.strategies("swapped,kept", "", ""));
    swapByCommand("one", jar(""));
    say("kept-in-plan", inPlan("kept"));
    swapByCommand("all", jars.strategies("swapped,kept", "", ""));
    say("kept-in-plan-of-all", inPlan("kept"));
    new FileTrial(context, platform, swaps).run();
  }

  private void swapObservers() throws Exception {
    for (final String name : List.of("hairspring-monitor", "hairspring-logger")) {
      final Bundle bundle =
          Arrays.stream(context.getBundles())
              .filter(each -> name.equals(each.getSymbolicName()))
              .findFirst()
              .orElseThrow();
      final byte[] jar =
          Files.readAllBytes(Path.of(URI.create(bundle.getLocation().replace("reference:", ""))));
      final long taken = platform.lanes().get(0).events();
      require("events flow", () -> platform.lanes().get(0).events() > taken + 5_000);
      swapByCommand(name, jars.higher(jar));
      say(
          name + "-versions",
          Arrays.stream(context.getBundles())
              .filter(each -> name.equals(each.getSymbolicName()))
              .map(each -> each.getVersion() + "=" + each.getState())
              .toList());
    }
    final long taken = platform.lanes().get(0).events();
    require("events flow", () -> platform.lanes().get(0).events() > taken + 5_000);
  }

  private void swapAndStop(SwapStatus.State state) throws Exception {
    install(jar(""));
    final long id = install(jar(state == SwapStatus.State.HAND_OVER ? "slow" : "")).getBundleId();
    require("a swap in " + state, () -> last(id).state() == state);
    say("stopped-in", last(id).state());
  }

  private void replaceWhileTheOldOneIsUninstalled(Bundle old) throws Exception {
    final Bundle next = install(jar("state-takes-time"));
    require("a hand-over", () -> last(next.getBundleId()).state() == SwapStatus.State.HAND_OVER);
    old.uninstall();
    require("the end of the hand-over", () -> last(next.getBundleId()).state().over());
    final SwapStatus swap = last(next.getBundleId());
    say("fault-uninstalled", swap.state() + " " + swap.reason());
    say("fault-uninstalled-in-plan", inPlan("swapped"));
  }

  private Bundle swapOften(Bundle first) throws Exception {
    Bundle before = first;
    final long published = platform.feed().events();
    for (int i = 0; i < SWAPS; i++) {
      final Bundle next = install(jar(""));
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
    return before;
  }

  private Bundle install(byte[] jar) throws Exception {
    final Bundle bundle =
        context.installBundle("trial:" + installed++, new ByteArrayInputStream(jar));
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
    final Object commands = context.getService(swapCommands()[0]);
    final Object answer =
        commands.getClass().getMethod("swap", String.class).invoke(commands, file.toString());
    Files.delete(file);
    tell(fault, answer);
    final long taken = platform.lanes().get(0).events();
    require("events flow after " + fault, () -> platform.lanes().get(0).events() > taken + 100);
    say(key(fault) + "-in-plan", inPlan("swapped"));
    say(
        key(fault) + "-bundles",
        Arrays.stream(context.getBundles())
            .filter(bundle -> "swap-plug".equals(bundle.getSymbolicName()))
            .count());
  }

  private static void tell(String fault, Object answer) {
    if (answer instanceof SwapStatus[] all) {
      Arrays.stream(all).forEach(swap -> say(key(fault), swap.state() + " " + swap.reason()));
    } else {
      say(key(fault), answer);
    }
  }

  private long inPlan(String name) {
    return platform.tasks().stream()
        .filter(task -> task.definition().name().equals(name))
        .filter(task -> task.state() == TaskStatus.State.PLANNED)
        .count();
  }

  private static String key(String fault) {
    return "fault-" + (fault.isEmpty() ? "none" : fault);
  }

  static void say(String what, Object value) {
    System.out.println(what + " " + value);
  }

  static void require(String what, BooleanSupplier condition) {
    final long end = System.nanoTime() + DEADLINE;
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > end) {
        throw new IllegalStateException("not in time: " + what);
      }
      LockSupport.parkNanos(1_000_000);
    }
  }
}
