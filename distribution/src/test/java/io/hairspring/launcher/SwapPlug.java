package io.hairspring.launcher;

import io.hairspring.api.market.MarketEvent;
import io.hairspring.api.market.OrderBook;
import io.hairspring.api.order.OrderPort;
import io.hairspring.api.strategy.TradingStrategy;
import io.hairspring.api.task.Snapshotable;
import java.util.Map;
import java.util.function.LongSupplier;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkUtil;

/**
 * Strategies that count events, in a bundle of its own; the header Trial-Names names them, and
 * Trial-Fault says what is wrong with them.
 */
public final class SwapPlug implements BundleActivator {

  @Override
  public void start(BundleContext context) {
    final String fault = String.valueOf(context.getBundle().getHeaders().get("Trial-Fault"));
    if (fault.equals("constructor")) {
      throw new IllegalStateException("not constructed");
    }
    for (final String name : context.getBundle().getHeaders().get("Trial-Names").split(",", -1)) {
      context.registerService(
          new String[] {TradingStrategy.class.getName(), LongSupplier.class.getName()},
          new Counter(fault),
          FrameworkUtil.asDictionary(Map.of("hairspring.strategy.name", name)));
    }
  }

  @Override
  public void stop(BundleContext context) {}

  /**
   * Counts events, and those that do not follow the one before; both go on in its successor. Gives
   * the count, negative as soon as one event did not follow.
   */
  public static final class Counter implements TradingStrategy, Snapshotable, LongSupplier {
    private static final long SLOW_NANOS = 3_000_000_000L;
    private static final long SOME_NANOS = 300_000_000L;

    private final String fault;
    private long last;
    private long wrong;
    private volatile long events;

    Counter(String fault) {
      this.fault = fault;
    }

    @Override
    public void onMarketEvent(MarketEvent event, OrderBook book, OrderPort orders) {
      wrong += last == 0 || event.sequence() == last + 1 ? 0 : 1;
      last = event.sequence();
      final long seen = events + 1;
      events = seen;
      if (fault.equals(live() ? "live" : "shadow")) {
        throw new IllegalStateException("out of ideas");
      }
    }

    private static boolean live() {
      return !Thread.currentThread().getName().equals("hairspring-shadow");
    }

    @Override
    public long getAsLong() {
      return wrong == 0 ? events : -wrong;
    }

    @Override
    public int snapshotVersion() {
      return 1;
    }

    @Override
    public int write(MutableDirectBuffer buffer, int offset) {
      buffer.putLong(offset, events);
      buffer.putLong(offset + Long.BYTES, last);
      buffer.putLong(offset + 2 * Long.BYTES, wrong);
      return 3 * Long.BYTES;
    }

    @Override
    public void read(int version, DirectBuffer buffer, int offset, int length) {
      if (fault.equals("state") && live()) {
        throw new IllegalStateException("unreadable");
      }
      final long wait =
          fault.equals("slow") ? SLOW_NANOS : fault.equals("state-takes-time") ? SOME_NANOS : 0;
      final long end = System.nanoTime() + wait;
      while (wait > 0 && live() && System.nanoTime() < end) {
        Thread.onSpinWait();
      }
      events = buffer.getLong(offset);
      last = buffer.getLong(offset + Long.BYTES);
      wrong = buffer.getLong(offset + 2 * Long.BYTES);
    }
  }
}
