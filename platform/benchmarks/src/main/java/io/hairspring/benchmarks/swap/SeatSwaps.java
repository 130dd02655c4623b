package io.hairspring.benchmarks.swap;

import io.hairspring.api.control.SwapStatus;
import io.hairspring.api.control.SwapStatus.State;
import io.hairspring.api.control.Swaps;
import io.hairspring.api.journal.ExecutionLogger;
import io.hairspring.api.market.FeedProvider;
import io.hairspring.api.monitor.ExecutionMonitor;
import io.hairspring.api.order.GatewayProvider;
import io.hairspring.benchmarks.bench.BenchmarkException;
import io.hairspring.benchmarks.report.LatencySeries;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntFunction;
import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.ServiceRegistration;

/**
 * Swaps of components that are in no plan: each a service that replaces the one before it by its
 * ranking. Main thread.
 */
final class SeatSwaps implements AutoCloseable {
  static final String FEED = "benchfeed";
  static final String GATEWAY = "benchgateway";

  private static final String OBSERVER = "bench.swap.observer";
  private static final long DEADLINE = TimeUnit.SECONDS.toNanos(70);
  private static final long POLL_NANOS = TimeUnit.MICROSECONDS.toNanos(500);

  private final BundleContext context;
  private final Swaps swaps;
  private final CycleTimes times;
  private final Map<Class<?>, ServiceRegistration<?>> inForce = new HashMap<>();
  private int ranking;

  SeatSwaps(BundleContext context, Swaps swaps, CycleTimes times) {
    this.context = context;
    this.swaps = swaps;
    this.times = times;
  }

  /** Registers the first feed; for before the session. */
  void feed(FeedProvider feeds) {
    register(FeedProvider.class, feeds, Map.of("hairspring.feed.scheme", FEED));
  }

  /** Registers the first gateway; for before the session. */
  void gateway(GatewayProvider gateways) {
    register(GatewayProvider.class, gateways, Map.of("hairspring.gateway.scheme", GATEWAY));
  }

  /** Registers the first monitor. */
  void monitor(ExecutionMonitor monitor) {
    register(ExecutionMonitor.class, monitor, Map.of("component.name", OBSERVER));
  }

  /** Registers the first logger. */
  void logger(ExecutionLogger logger) {
    register(ExecutionLogger.class, logger, Map.of("component.name", OBSERVER));
  }

  /** Swaps the feed so many times. */
  void feeds(int count, IntFunction<FeedProvider> next, SeatSeries series)
      throws BenchmarkException {
    swap(FeedProvider.class, Map.of("hairspring.feed.scheme", FEED), count, next, series);
  }

  /** Swaps the gateway so many times. */
  void gateways(int count, IntFunction<GatewayProvider> next, SeatSeries series)
      throws BenchmarkException {
    swap(GatewayProvider.class, Map.of("hairspring.gateway.scheme", GATEWAY), count, next, series);
  }

  /** Swaps the monitor so many times. */
  void monitors(int count, IntFunction<ExecutionMonitor> next, SeatSeries series)
      throws BenchmarkException {
    swap(ExecutionMonitor.class, Map.of("component.name", OBSERVER), count, next, series);
  }

  /** Swaps the logger so many times. */
  void loggers(int count, IntFunction<ExecutionLogger> next, SeatSeries series)
      throws BenchmarkException {
    swap(ExecutionLogger.class, Map.of("component.name", OBSERVER), count, next, series);
  }

  private <T> void swap(
      Class<T> type,
      Map<String, Object> properties,
      int count,
      IntFunction<T> next,
      SeatSeries series)
      throws BenchmarkException {
    for (int i = 0; i < count; i++) {
      final long before = last();
      final ServiceRegistration<?> old = inForce.get(type);
      takeCycles(series.steady());
      final long start = System.nanoTime();
      register(type, next.apply(i), properties);
      await(before, State.PROBATION);
      times.want();
      await(before, State.RETIRED);
      series.duration().accept(System.nanoTime() - start);
      takeWanted(series.after());
      old.unregister();
    }
    series.duration().endBlock();
  }

  private void takeCycles(LatencySeries series) throws BenchmarkException {
    times.want();
    takeWanted(series);
  }

  private void takeWanted(LatencySeries series) throws BenchmarkException {
    final long end = System.nanoTime() + DEADLINE;
    while (!times.complete()) {
      if (System.nanoTime() > end) {
        throw new BenchmarkException("swap: not within 70 s: a thousand cycles");
      }
      LockSupport.parkNanos(POLL_NANOS);
    }
    for (final long nanos : times.block()) {
      series.accept(nanos);
    }
    series.endBlock();
  }

  private <T> void register(Class<T> type, T service, Map<String, Object> properties) {
    final Map<String, Object> all = new HashMap<>(properties);
    all.put("service.ranking", ++ranking);
    inForce.put(type, context.registerService(type, service, FrameworkUtil.asDictionary(all)));
  }

  private long last() {
    return swaps.swaps().stream().mapToLong(SwapStatus::number).max().orElse(0);
  }

  /** Waits for the first swap after another to be in a state or beyond. */
  private void await(long before, State wanted) throws BenchmarkException {
    final long end = System.nanoTime() + DEADLINE;
    while (System.nanoTime() < end) {
      final SwapStatus status =
          swaps.swaps().stream().filter(swap -> swap.number() > before).findFirst().orElse(null);
      if (status == null) {
        throw new BenchmarkException("swap: a successor was not taken for one");
      }
      if (status.state() == State.RETIRED || status.state() == wanted) {
        return;
      }
      if (status.state().over()) {
        throw new BenchmarkException(
            "swap: the successor of a "
                + status.kind()
                + " is "
                + status.state()
                + ": "
                + status.reason());
      }
      LockSupport.parkNanos(POLL_NANOS);
    }
    throw new BenchmarkException("swap: not within 70 s: a successor in force");
  }

  @Override
  public void close() {
    inForce.values().forEach(registration -> registration.unregister());
  }
}
