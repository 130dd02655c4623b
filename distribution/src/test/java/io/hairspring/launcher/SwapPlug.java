package io.hairspring.launcher;

import io.hairspring.api.market.MarketEvent;
import io.hairspring.api.market.OrderBook;
import io.hairspring.api.order.OrderPort;
import io.hairspring.api.strategy.TradingStrategy;
import io.hairspring.api.task.Snapshotable;
import java.util.Map;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkUtil;

/**
 * A strategy that counts events, in a bundle of its own; the header Trial-Fault says what is wrong.
 */
public final class SwapPlug implements BundleActivator, TradingStrategy, Snapshotable {
  private String fault = "";
  private long events;

  @Override
  public void start(BundleContext context) {
    fault = String.valueOf(context.getBundle().getHeaders().get("Trial-Fault"));
    if (fault.equals("constructor")) {
      throw new IllegalStateException("not constructed");
    }
    context.registerService(
        TradingStrategy.class,
        this,
        FrameworkUtil.asDictionary(Map.of("hairspring.strategy.name", "swapped")));
  }

  @Override
  public void stop(BundleContext context) {}

  @Override
  public void onMarketEvent(MarketEvent event, OrderBook book, OrderPort orders) {
    events++;
    final boolean live = !Thread.currentThread().getName().equals("hairspring-shadow");
    if (fault.equals(live ? "live" : "shadow")) {
      throw new IllegalStateException("out of ideas");
    }
  }

  @Override
  public int snapshotVersion() {
    return 1;
  }

  @Override
  public int write(MutableDirectBuffer buffer, int offset) {
    buffer.putLong(offset, events);
    return Long.BYTES;
  }

  @Override
  public void read(int version, DirectBuffer buffer, int offset, int length) {
    if (fault.equals("state") && !Thread.currentThread().getName().equals("hairspring-shadow")) {
      throw new IllegalStateException("unreadable");
    }
    events = buffer.getLong(offset);
  }
}
