package io.hairspring.benchmarks.detect;

import io.hairspring.api.control.HaltStatus;
import io.hairspring.api.control.Mitigations;
import io.hairspring.api.control.Platform;
import io.hairspring.api.monitor.Cause;
import io.hairspring.benchmarks.bench.BenchContext;
import io.hairspring.benchmarks.bench.Benchmark;
import io.hairspring.benchmarks.report.LatencySeries;
import io.hairspring.kernel.probe.KernelProbe;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.osgi.framework.BundleContext;

/**
 * Faults put into the running platform: how soon each is noticed, told, and mitigated on the lane;
 * how many are found and have their cause named right; what is told when nothing is wrong; and how
 * soon the kill switch has the last order out.
 */
public final class DetectBenchmark implements Benchmark {
  private static final int INJECTIONS = 1_000;
  private static final int QUICK_INJECTIONS = 40;
  private static final int BLOCK = 40;
  private static final int QUICK_BLOCK = 2;
  private static final int KILLS = 40;
  private static final int QUICK_KILLS = 20;
  private static final int QUIET_SECONDS = 600;
  private static final int QUICK_QUIET_SECONDS = 5;
  private static final long NOISE_NANOS = TimeUnit.SECONDS.toNanos(10);
  private static final long SEED = 42;
  private static final int SHOWN = 40;

  private final BundleContext bundle;
  private final Platform platform;
  private final KernelProbe probe;

  /** On a platform. */
  public DetectBenchmark(BundleContext bundle, Platform platform, KernelProbe probe) {
    this.bundle = bundle;
    this.platform = platform;
    this.probe = probe;
  }

  @Override
  public String name() {
    return "detect";
  }

  @Override
  public String description() {
    return "faults injected: how soon they are noticed, explained and mitigated; the kill switch";
  }

  @Override
  public void run(BenchContext context) {
    try (MonitorSetup setup = new MonitorSetup(bundle);
        FaultSession session = new FaultSession(bundle, platform)) {
      setup.awaitInForce();
      quiet(context, session);
      final Trials trials = new Trials(session);
      final List<Fault> faults = faults(injections(context), session);
      for (int i = 0; i < faults.size(); i++) {
        if (i % BLOCK == 0) {
          context.progress().accept("detect: " + i + " of " + faults.size() + " faults");
          probe.onLane(context::takeNoise, NOISE_NANOS);
        }
        trials.inject(faults.get(i));
        if ((i + 1) % (context.quick() ? QUICK_BLOCK : BLOCK) == 0) {
          trials.endBlock();
        }
      }
      trials.show(context);
      kill(context, session);
    }
  }

  private static int injections(BenchContext context) {
    return Integer.getInteger(
        "hairspring.bench.faults", context.quick() ? QUICK_INJECTIONS : INJECTIONS);
  }

  private static List<Fault> faults(int count, FaultSession session) {
    final List<Fault> all = new ArrayList<>();
    for (final Fault fault : Fault.values()) {
      if (fault != Fault.STARVED || session.core() >= 0) {
        all.addAll(Collections.nCopies(Math.max(1, count * fault.share() / 100), fault));
      }
    }
    Collections.shuffle(all, new Random(SEED));
    return all;
  }

  private static void quiet(BenchContext context, FaultSession session) {
    final int seconds =
        Integer.getInteger(
            "hairspring.bench.quiet", context.quick() ? QUICK_QUIET_SECONDS : QUIET_SECONDS);
    context.progress().accept("detect: " + seconds + " s in which nothing is wrong");
    session.alerts().clear();
    FaultSession.pause(TimeUnit.SECONDS.toNanos(seconds));
    final List<HeardAlerts.Heard> raised =
        session.alerts().all().stream().filter(heard -> heard.alert().raised()).toList();
    final long unexplained = raised.stream().filter(DetectBenchmark::unexplained).count();
    final long unfounded = raised.stream().filter(heard -> !hostMade(heard)).count() - unexplained;
    context
        .report()
        .put("detect.quiet.seconds", (long) seconds)
        .put("detect.quiet.alerts", (long) raised.size())
        .put("detect.quiet.unexplained", unexplained)
        .put("detect.quiet.false", unfounded);
    context
        .table()
        .row(
            "quiet",
            seconds
                + " s: "
                + raised.size()
                + " alerts: "
                + (raised.size() - unexplained - unfounded)
                + " with evidence that it was the machine, "
                + unexplained
                + " said to be unexplained, "
                + unfounded
                + " false");
    raised.stream()
        .filter(heard -> !hostMade(heard))
        .limit(SHOWN)
        .forEach(heard -> context.table().row("", heard.alert().toString()));
    session.mitigations().active().forEach(one -> context.table().row("in force", one.toString()));
  }

  private static boolean unexplained(HeardAlerts.Heard heard) {
    return heard.alert().cause() == Cause.UNKNOWN;
  }

  /** Something did happen, and it was not the platform's. */
  private static boolean hostMade(HeardAlerts.Heard heard) {
    return switch (heard.alert().cause()) {
      case SAFEPOINT, CONTEXT_SWITCH, HOST_STEAL, HOST_NOISE, PAGE_FAULT, CACHE -> true;
      default -> false;
    };
  }

  /** What is known when no order is open any more, or after a second. */
  private static HaltStatus cancelledAll(Mitigations mitigations) {
    final long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(1);
    HaltStatus halt = mitigations.halt();
    while ((halt.lastOrderOutNanos() == 0 || halt.openOrders() > 0)
        && System.nanoTime() < deadline) {
      FaultSession.pause(TimeUnit.MILLISECONDS.toNanos(1));
      halt = mitigations.halt();
    }
    return halt;
  }

  private static void kill(BenchContext context, FaultSession session) {
    context.progress().accept("detect: the kill switch");
    final LatencySeries lastOut = new LatencySeries("kill.last_order_out");
    final LatencySeries onLane = new LatencySeries("kill.lane");
    final Mitigations mitigations = session.mitigations();
    final int kills = context.quick() ? QUICK_KILLS : KILLS;
    long cancelled = 0;
    long stillOpen = 0;
    for (int i = 0; i < kills; i++) {
      FaultSession.pause(TimeUnit.MILLISECONDS.toNanos(50));
      final long before = mitigations.halt().cancelled();
      final long change = mitigations.kill("bench", "measured");
      final HaltStatus halt = cancelledAll(mitigations);
      lastOut.accept(halt.lastOrderOutNanos() - halt.commandNanos());
      onLane.accept(mitigations.inForceNanos(change) - halt.commandNanos());
      lastOut.endBlock();
      onLane.endBlock();
      cancelled += halt.cancelled() - before;
      stillOpen += halt.openOrders();
      mitigations.enable("bench", "measured");
    }
    context
        .report()
        .put(lastOut)
        .put(onLane)
        .put("kill.count", (long) kills)
        .put("kill.cancelled", cancelled)
        .put("kill.still_open", stillOpen);
    context
        .table()
        .row(
            "kill switch",
            String.format(
                Locale.ROOT,
                "thrown %d times: %d orders cancelled, %d not within a second",
                kills,
                cancelled,
                stillOpen))
        .latencies(List.of(lastOut, onLane));
  }
}
