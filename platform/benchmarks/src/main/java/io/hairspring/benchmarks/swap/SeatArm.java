package io.hairspring.benchmarks.swap;

import io.hairspring.api.control.Pace;
import io.hairspring.api.control.Platform;
import io.hairspring.api.control.Swaps;
import io.hairspring.api.market.FeedProvider;
import io.hairspring.api.market.InstrumentDirectory;
import io.hairspring.api.market.MarketDataFeed;
import io.hairspring.api.monitor.ExecutionMonitor;
import io.hairspring.api.order.GatewayProvider;
import io.hairspring.benchmarks.bench.BenchContext;
import io.hairspring.benchmarks.bench.BenchmarkException;
import io.hairspring.benchmarks.report.Table;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;

/**
 * Swaps of feed, gateway, logger and monitor while events flow, and whether each event, order and
 * record is still there once. Main thread.
 */
final class SeatArm {
  private static final int SWAPS = 100;
  private static final int QUICK_SWAPS = 6;
  private static final long EVENTS_PER_SECOND = 100_000;
  private static final long DEADLINE = TimeUnit.SECONDS.toNanos(70);
  private static final long RUN_UP_NANOS = TimeUnit.SECONDS.toNanos(1);
  private static final String FEED = "synthetic:volatile?seed=42&instruments=4";

  private final BundleContext context;
  private final Platform platform;
  private final Swaps swaps;

  SeatArm(BundleContext context, Platform platform, Swaps swaps) {
    this.context = context;
    this.platform = platform;
    this.swaps = swaps;
  }

  /** Swaps and reports. */
  void run(BenchContext bench, FeedProvider feeds, GatewayProvider simulated)
      throws BenchmarkException {
    final int count = bench.quick() ? QUICK_SWAPS : SWAPS;
    final OrderCheck orders = new OrderCheck(simulated);
    final RecordCheck watched = new RecordCheck();
    final RecordCheck logged = new RecordCheck();
    final CycleTimes times = new CycleTimes();
    final SeatSeries ofFeeds = SeatSeries.of("feed");
    final SeatSeries ofGateways = SeatSeries.of("gateway");
    final SeatSeries ofLoggers = SeatSeries.of("logger");
    final SeatSeries ofMonitors = SeatSeries.of("monitor");
    final List<SeatSeries> series = List.of(ofFeeds, ofGateways, ofLoggers, ofMonitors);
    final ServiceRegistration<?> monitor =
        context.registerService(ExecutionMonitor.class, times, null);
    try (SeatSwaps seats = new SeatSwaps(context, swaps, times)) {
      seats.feed(new Relabelled(feeds));
      seats.gateway(orders.providerFor(SeatSwaps.GATEWAY));
      seats.monitor(watched.monitor());
      seats.logger(logged.logger());
      platform.open(
          SeatSwaps.FEED + ":" + FEED,
          Pace.fixedRate(EVENTS_PER_SECOND),
          SeatSwaps.GATEWAY + ":simulated:");
      LockSupport.parkNanos(RUN_UP_NANOS);
      bench.progress().accept("swap: feeds, monitors, loggers, gateways");
      final long before = platform.lanes().get(0).allocatedBytes();
      // First: a feed's successor reads from the beginning of the session, and that is not long
      // ago.
      seats.feeds(count, i -> new Relabelled(feeds), ofFeeds);
      seats.monitors(count, i -> watched.monitor(), ofMonitors);
      seats.loggers(count, i -> logged.logger(), ofLoggers);
      seats.gateways(count, i -> orders.providerFor(SeatSwaps.GATEWAY), ofGateways);
      platform.pause(true);
      platform.awaitIdle(DEADLINE);
      report(bench, count, times, orders, watched, logged);
      series.forEach(seat -> seat.put(bench.report()));
      bench
          .table()
          .row(
              "after / steady",
              "typical p99: feed "
                  + ofFeeds.ratio()
                  + ", gateway "
                  + ofGateways.ratio()
                  + ", logger "
                  + ofLoggers.ratio()
                  + ", monitor "
                  + ofMonitors.ratio())
          .row("lane", Table.number(allocated(before)) + " bytes allocated")
          .latencies(series.stream().flatMap(seat -> seat.all().stream()).toList());
      bench.report().put("swap.seats.lane.allocated_bytes", allocated(before));
      platform.close();
    } finally {
      platform.close();
      monitor.unregister();
    }
  }

  private long allocated(long before) {
    return platform.lanes().get(0).allocatedBytes() - before;
  }

  private void report(
      BenchContext bench,
      int count,
      CycleTimes times,
      OrderCheck orders,
      RecordCheck watched,
      RecordCheck logged) {
    final long events = platform.feed().events();
    final long lost = events - platform.lanes().get(0).events();
    final long unsent = platform.lanes().get(0).orders() - platform.gateway().commands();
    bench
        .report()
        .put("swap.seats.count", (long) count)
        .put("swap.seats.events", events)
        .put("swap.seats.events_lost", lost + (times.dropped() ? 0 : times.skipped()))
        .put("swap.seats.events_duplicated", times.repeated())
        .put("swap.seats.orders", orders.orders())
        .put("swap.seats.orders_lost", orders.lost() + unsent)
        .put("swap.seats.orders_duplicated", orders.duplicated())
        .put("swap.seats.records", watched.seen())
        .put("swap.seats.records_lost", watched.lost() + logged.lost())
        .put("swap.seats.records_duplicated", watched.repeated() + logged.repeated())
        .put("swap.seats.records_dropped", platform.lanes().get(0).recordsDropped());
    bench
        .table()
        .gap()
        .row(
            "others",
            count
                + " swaps each of feed, gateway, logger and monitor; "
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
                + " duplicated; "
                + (watched.lost() + logged.lost())
                + " of "
                + Table.number(watched.seen())
                + " records lost, "
                + (watched.repeated() + logged.repeated())
                + " duplicated");
  }

  /** The same feeds under another scheme. */
  private record Relabelled(FeedProvider feeds) implements FeedProvider {
    @Override
    public MarketDataFeed open(String uri, InstrumentDirectory instruments) {
      return feeds.open(uri.substring(SeatSwaps.FEED.length() + 1), instruments);
    }
  }
}
