package io.hairspring.benchmarks.swap;

import io.hairspring.api.control.Mitigations;
import io.hairspring.api.control.Pace;
import io.hairspring.api.control.Platform;
import io.hairspring.api.control.SwapStatus;
import io.hairspring.api.control.SwapStatus.State;
import io.hairspring.api.control.Swaps;
import io.hairspring.api.market.FeedProvider;
import io.hairspring.api.monitor.ExecutionMonitor;
import io.hairspring.api.order.GatewayProvider;
import io.hairspring.benchmarks.bench.BenchContext;
import io.hairspring.benchmarks.bench.Benchmark;
import io.hairspring.benchmarks.bench.BenchmarkException;
import io.hairspring.benchmarks.report.LatencySeries;
import io.hairspring.benchmarks.report.Percentile;
import io.hairspring.benchmarks.report.Table;
import io.hairspring.kernel.probe.KernelProbe;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceRegistration;

/**
 * Swaps a strategy under load, again and again, each time for classes freshly loaded: how long the
 * lane stands still, what the cycles take before and after, and whether all is still there. Then
 * the same without warming up.
 */
public final class SwapBenchmark implements Benchmark {
  private static final String COUNT = "hairspring.bench.swaps";
  private static final int SWAPS = 1_000;
  private static final int QUICK_SWAPS = 20;
  private static final int COLD_SHARE = 5;
  private static final int NOISE_BLOCKS = 25;
  private static final int NOT_COUNTED = -1;
  private static final int SETTLING_SWAPS = 10;
  private static final long EVENTS_PER_SECOND = 100_000;
  private static final int PROBATION_MILLIS = 10;
  private static final long WARM_UP_NANOS = TimeUnit.SECONDS.toNanos(5);
  private static final long NOISE_NANOS = TimeUnit.SECONDS.toNanos(10);
  private static final long DEADLINE = TimeUnit.SECONDS.toNanos(70);
  private static final long POLL_NANOS = TimeUnit.MILLISECONDS.toNanos(2);
  private static final String FEED = "synthetic:volatile?seed=42&instruments=4";
  private static final String BUNDLE = "hairspring-strategies";
  private static final String STRATEGY = "quoting";
  private static final String COMPONENT = "io.hairspring.strategies.QuotingStrategy";

  private final BundleContext context;
  private final Platform platform;
  private final KernelProbe probe;
  private final Swaps swaps;
  private final LatencySeries steady = new LatencySeries("swap.steady");
  private final LatencySeries after = new LatencySeries("swap.after");
  private final LatencySeries cold = new LatencySeries("swap.cold.after");
  private final LatencySeries adoption = new LatencySeries("swap.adoption");
  private final LatencySeries coldAdoption = new LatencySeries("swap.cold.adoption");
  private final LatencySeries state = new LatencySeries("swap.state");
  private final LatencySeries approach = new LatencySeries("swap.approach");
  private final LatencySeries duration = new LatencySeries("swap.duration");
  private final LatencySeries shadow = new LatencySeries("swap.shadow");
  private final List<Bundle> installed = new ArrayList<>();
  private final FootprintTrend footprints = new FootprintTrend();
  private CycleTimes times;
  private RestraintWatch restraints;
  private long allocatedBytes;

  /** On a platform. */
  public SwapBenchmark(BundleContext context, Platform platform, KernelProbe probe, Swaps swaps) {
    this.context = context;
    this.platform = platform;
    this.probe = probe;
    this.swaps = swaps;
  }

  @Override
  public String name() {
    return "swap";
  }

  @Override
  public String description() {
    return "components swapped under load: the lane's pause, cycles before and after, nothing lost";
  }

  @Override
  public void run(BenchContext bench) throws BenchmarkException, IOException {
    final int count = bench.quick() ? QUICK_SWAPS : Integer.getInteger(COUNT, SWAPS);
    final BundleCopies copies = new BundleCopies(context, BUNDLE, COMPONENT);
    times = new CycleTimes();
    restraints = new RestraintWatch(service(Mitigations.class, null), platform, STRATEGY);
    final OrderCheck orders =
        new OrderCheck(service(GatewayProvider.class, "(hairspring.gateway.scheme=simulated)"));
    final ServiceRegistration<?> monitor =
        context.registerService(ExecutionMonitor.class, times, null);
    final ServiceRegistration<?> gateway =
        context.registerService(
            GatewayProvider.class,
            orders,
            FrameworkUtil.asDictionary(Map.of("hairspring.gateway.scheme", OrderCheck.SCHEME)));
    try {
      platform.open(FEED, Pace.fixedRate(EVENTS_PER_SECOND), OrderCheck.SCHEME + ":simulated:");
      LockSupport.parkNanos(WARM_UP_NANOS);
      probe.swapRules(true, CycleTimes.BLOCK, PROBATION_MILLIS);
      swap(bench, copies, SETTLING_SWAPS, SETTLING_SWAPS + 1, null, new LatencySeries(""));
      duration.clear();
      shadow.clear();
      steady.clear();
      footprints.take(0);
      allocatedBytes = 0;
      swap(bench, copies, count, Math.max(1, count / NOISE_BLOCKS), after, adoption);
      final long allocated = allocatedBytes;
      footprints.take(count);
      probe.swapRules(false, CycleTimes.BLOCK, PROBATION_MILLIS);
      swap(bench, copies, count / COLD_SHARE, count + 1, cold, coldAdoption);
      platform.pause(true);
      platform.awaitIdle(DEADLINE);
      allocatedBytes = allocated;
      report(bench, count, orders);
    } catch (final BundleException e) {
      throw new BenchmarkException("swap: a copy of " + BUNDLE + " does not start: " + e);
    } finally {
      platform.close();
      gateway.unregister();
      monitor.unregister();
      restore(copies.original());
    }
    probe.swapRules(true, CycleTimes.BLOCK, PROBATION_MILLIS);
    new SeatArm(context, platform, swaps)
        .run(
            bench,
            service(FeedProvider.class, "(hairspring.feed.scheme=synthetic)"),
            service(GatewayProvider.class, "(hairspring.gateway.scheme=simulated)"));
  }

  private <T> T service(Class<T> type, String filter) {
    try {
      return context.getService(context.getServiceReferences(type, filter).iterator().next());
    } catch (final InvalidSyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  private void swap(
      BenchContext bench,
      BundleCopies copies,
      int count,
      int noiseEvery,
      LatencySeries behind,
      LatencySeries pauses)
      throws BenchmarkException, IOException, BundleException {
    for (int i = 1; i <= count; i++) {
      bench.progress().accept("swap " + i + " of " + count);
      if (i % noiseEvery == 0) {
        takeNoise(bench, pauses == adoption ? i - 1 : NOT_COUNTED);
      }
      takeSteady(behind != cold);
      final long allocated = platform.lanes().get(0).allocatedBytes();
      final long start = System.nanoTime();
      final Bundle bundle = copies.next();
      await("swap " + i + " warm", () -> of(bundle).state().compareTo(State.SHADOW) > 0);
      shadow.accept(System.nanoTime() - start);
      await("swap " + i + " over", () -> over(bundle));
      duration.accept(System.nanoTime() - start);
      final SwapStatus status = of(bundle);
      if (status.state() != State.RETIRED) {
        throw new BenchmarkException(
            "swap: the successor is " + status.state() + ": " + status.reason());
      }
      pauses.accept(status.figures().adoptionNanos());
      if (pauses == adoption) {
        state.accept(status.figures().stateNanos());
        approach.accept(status.figures().approachNanos());
      }
      if (behind != null) {
        takeAfter(behind, status);
      }
      allocatedBytes += platform.lanes().get(0).allocatedBytes() - allocated;
      dropOlder();
      installed.add(bundle);
    }
    pauses.endBlock();
    state.endBlock();
    approach.endBlock();
    duration.endBlock();
    shadow.endBlock();
  }

  private void takeNoise(BenchContext bench, int swapped) {
    platform.pause(true);
    platform.awaitIdle(DEADLINE);
    probe.onLane(bench::takeNoise, NOISE_NANOS);
    if (swapped != NOT_COUNTED) {
      // While nothing flows: a collection stops the lane too.
      footprints.take(swapped);
    }
    platform.pause(false);
  }

  /** What went before a swap: after a cold one it is not what it was, and does not count. */
  private void takeSteady(boolean counts) throws BenchmarkException {
    times.want();
    await("a thousand cycles", times::complete);
    if (counts) {
      take(steady, times.block());
    }
  }

  private void takeAfter(LatencySeries series, SwapStatus status) throws BenchmarkException {
    final int epoch = status.figures().epoch();
    await("a thousand cycles after the swap", () -> times.ended(epoch));
    final long[] first = times.first(epoch);
    if (first != null) {
      take(series, first);
    }
  }

  private static void take(LatencySeries series, long[] nanos) {
    for (final long each : nanos) {
      series.accept(each);
    }
    series.endBlock();
  }

  private void dropOlder() throws BundleException {
    // Its component has lost, and its bundle may just be about to be stopped.
    while (!installed.isEmpty()) {
      installed.remove(0).uninstall();
    }
  }

  private boolean over(Bundle bundle) {
    return of(bundle).state().over();
  }

  private SwapStatus of(Bundle bundle) {
    final List<SwapStatus> all = swaps.swaps();
    for (int i = all.size() - 1; i >= 0; i--) {
      if (all.get(i).bundle() == bundle.getBundleId()) {
        return all.get(i);
      }
    }
    throw new IllegalStateException(
        "swap: bundle " + bundle.getBundleId() + " is the successor of nobody");
  }

  private void await(String what, BooleanSupplier condition) throws BenchmarkException {
    final long end = System.nanoTime() + DEADLINE;
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > end) {
        throw new BenchmarkException("swap: not within 70 s: " + what);
      }
      restraints.look();
      LockSupport.parkNanos(POLL_NANOS);
    }
  }

  private void restore(Bundle original) throws BenchmarkException {
    try {
      dropOlder();
      original.stop();
      original.start();
    } catch (final BundleException e) {
      throw new BenchmarkException("swap: " + BUNDLE + " cannot be started again: " + e);
    }
  }

  private void report(BenchContext bench, int count, OrderCheck orders) {
    final long events = platform.feed().events();
    final long lost = events - platform.lanes().get(0).events();
    final long unsent = platform.lanes().get(0).orders() - platform.gateway().commands();
    bench
        .report()
        .put("swap.count", (long) count)
        .put("swap.events", events)
        .put("swap.events_lost", lost + (times.dropped() ? 0 : times.skipped()))
        .put("swap.events_duplicated", times.repeated())
        .put("swap.orders", orders.orders())
        .put("swap.orders_lost", orders.lost() + unsent)
        .put("swap.orders_duplicated", orders.duplicated())
        .put("swap.lane.allocated_bytes", allocatedBytes)
        .put("swap.records_dropped", platform.lanes().get(0).recordsDropped())
        .put(steady)
        .put(after)
        .put(cold)
        .put(adoption)
        .put(state)
        .put(approach)
        .put(coldAdoption)
        .put(duration)
        .put(shadow);
    footprints.put(bench.report());
    restraints.put(bench.report());
    bench
        .table()
        .row(
            "swaps",
            count
                + " at "
                + Table.number(EVENTS_PER_SECOND)
                + " events a second; "
                + lost
                + " of "
                + Table.number(events)
                + " events lost, "
                + times.repeated()
                + " duplicated; "
                + (orders.lost() + unsent)
                + " of "
                + Table.number(orders.orders())
                + " orders lost, "
                + orders.duplicated()
                + " duplicated")
        .row("lane", Table.number(allocatedBytes) + " bytes allocated")
        .row("memory", footprints.line())
        .row("held back", restraints.line() + "; orders of each strategy " + orders.byStrategy())
        .row("after / steady", ratio(after) + " typical p99; not warmed up " + ratio(cold))
        .latencies(
            List.of(
                steady, after, cold, adoption, state, approach, coldAdoption, duration, shadow));
  }

  private String ratio(LatencySeries series) {
    final long base = steady.typical(Percentile.P99);
    return base == 0
        ? "-"
        : String.valueOf(Math.round(100.0 * series.typical(Percentile.P99) / base) / 100.0);
  }
}
