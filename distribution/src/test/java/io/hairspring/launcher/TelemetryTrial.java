package io.hairspring.launcher;

import io.hairspring.api.control.Pace;
import io.hairspring.api.control.Platform;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.ToIntFunction;
import jdk.jfr.consumer.RecordingStream;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkUtil;

/**
 * The command {@code watched}, run inside the container: trades until a plan has come into a JFR
 * recording, comes to rest, prints its own figures and {@code ready}, and stays until its input
 * ends.
 */
public final class TelemetryTrial implements BundleActivator, ToIntFunction<List<String>> {
  private static final long DEADLINE = TimeUnit.SECONDS.toNanos(30);
  private static final long EVENTS = 20_000;
  private static final String PLAN = "io.hairspring.Plan";

  private BundleContext context;

  @Override
  public void start(BundleContext bundle) {
    context = bundle;
    context.registerService(
        ToIntFunction.class,
        this,
        FrameworkUtil.asDictionary(Map.of("hairspring.command", "watched")));
  }

  @Override
  public void stop(BundleContext bundle) {}

  @Override
  public int applyAsInt(List<String> arguments) {
    final Platform platform = context.getService(context.getServiceReference(Platform.class));
    final AtomicLong plans = new AtomicLong();
    try (RecordingStream recording = new RecordingStream()) {
      recording.enable(PLAN);
      recording.onEvent(PLAN, event -> plans.incrementAndGet());
      recording.startAsync();
      platform.open("synthetic:volatile", Pace.fixedRate(100_000), "simulated:");
      require("events flow", () -> platform.lanes().get(0).events() >= EVENTS);
      require("a plan is in the recording", () -> plans.get() > 0);
      platform.pause(true);
      require("rest", () -> platform.awaitIdle(DEADLINE));
      System.out.println("lane.0.cycles " + platform.lanes().get(0).cycles());
      System.out.println("lane.0.events " + platform.lanes().get(0).events());
      System.out.println("lane.0.orders " + platform.lanes().get(0).orders());
      System.out.println("lane.0.records " + platform.lanes().get(0).recordsWritten());
      System.out.println("feed.events " + platform.feed().events());
      System.out.println("gateway.commands " + platform.gateway().commands());
      System.out.println("gateway.fills " + platform.gateway().fills());
      System.out.println("ready");
      while (System.in.read() >= 0) {
        // Whoever watches says when it has seen enough.
      }
      return 0;
    } catch (final IOException e) {
      throw new IllegalStateException(e);
    }
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
