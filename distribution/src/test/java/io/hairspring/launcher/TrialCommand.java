package io.hairspring.launcher;

import io.hairspring.api.control.Pace;
import io.hairspring.api.control.Platform;
import io.hairspring.api.control.TaskStatus;
import io.hairspring.api.strategy.TradingStrategy;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.ToIntFunction;
import org.apache.felix.service.command.CommandProcessor;
import org.apache.felix.service.command.CommandSession;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkUtil;

/**
 * The command {@code trial}, run inside the container: {@code restart} stops and starts the
 * strategies' bundle from Gogo while the feed runs, {@code break} plugs in a strategy that throws.
 * Prints what became of it, for the test to judge.
 */
public final class TrialCommand implements BundleActivator, ToIntFunction<List<String>> {
  private static final long DEADLINE = TimeUnit.SECONDS.toNanos(30);
  private static final int RESTARTS = 20;

  private BundleContext context;

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
    Platform platform = context.getService(context.getServiceReference(Platform.class));
    platform.open("synthetic:volatile", Pace.fixedRate(100_000), "simulated:");
    try {
      if (arguments.contains("restart")) {
        restart(platform);
      } else {
        breakStrategy(platform);
      }
    } catch (Exception e) {
      // As a command of the shell throws.
      throw new IllegalStateException(e);
    }
    platform.pause(true);
    boolean idle = platform.awaitIdle(DEADLINE);
    System.out.println("idle " + idle);
    System.out.println("published " + platform.feed().events());
    System.out.println("taken " + platform.lanes().get(0).events());
    return 0;
  }

  private void restart(Platform platform) throws Exception {
    CommandProcessor gogo = context.getService(context.getServiceReference(CommandProcessor.class));
    CommandSession shell =
        gogo.createSession(InputStream.nullInputStream(), System.out, System.err);
    Bundle strategies =
        Arrays.stream(context.getBundles())
            .filter(bundle -> bundle.getSymbolicName().equals("hairspring-strategies"))
            .findFirst()
            .orElseThrow();
    // felix:stop takes bundles, which the shell that is not there would make of numbers.
    shell.put("strategies", strategies);
    for (int i = 0; i < RESTARTS; i++) {
      shell.execute("felix:stop $strategies");
      require("quoting has left", () -> !names(platform).contains("quoting"));
      awaitEvents(platform, 1_000);
      shell.execute("felix:start " + strategies.getBundleId());
      require("quoting is back", () -> names(platform).contains("quoting"));
      awaitEvents(platform, 1_000);
    }
    shell.close();
    System.out.println("restarts " + RESTARTS);
  }

  private void breakStrategy(Platform platform) {
    TradingStrategy broken =
        (event, book, orders) -> {
          throw new IllegalStateException("out of ideas");
        };
    context.registerService(
        TradingStrategy.class,
        broken,
        FrameworkUtil.asDictionary(Map.of("hairspring.strategy.name", "broken")));
    require("quarantine", () -> state(platform, "broken") == TaskStatus.State.QUARANTINED);
    awaitEvents(platform, 1_000);
    for (TaskStatus task : platform.tasks()) {
      System.out.println(
          task.definition().name()
              + " "
              + task.state()
              + " "
              + task.origin()
              + " "
              + task.reason());
    }
  }

  private static List<String> names(Platform platform) {
    return platform.tasks().stream().map(task -> task.definition().name()).toList();
  }

  private static TaskStatus.State state(Platform platform, String name) {
    return platform.tasks().stream()
        .filter(task -> task.definition().name().equals(name))
        .map(TaskStatus::state)
        .findFirst()
        .orElse(null);
  }

  private static void awaitEvents(Platform platform, long more) {
    long events = platform.lanes().get(0).events() + more;
    require("events flow", () -> platform.lanes().get(0).events() >= events);
  }

  private static void require(String what, BooleanSupplier condition) {
    long end = System.nanoTime() + DEADLINE;
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > end) {
        throw new IllegalStateException("not in time: " + what);
      }
      LockSupport.parkNanos(1_000_000);
    }
  }
}
