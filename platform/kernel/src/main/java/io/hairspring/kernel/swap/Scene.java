package io.hairspring.kernel.swap;

import io.hairspring.api.market.InstrumentDirectory;
import io.hairspring.api.market.MarketDataFeed;
import io.hairspring.api.order.OrderGateway;

/**
 * What a candidate is shown on a stage.
 *
 * @param instruments the instruments of its events
 * @param feed where the events come from; null when they are copies of the live ones
 * @param venue who answers its orders; null when nobody does
 */
public record Scene(InstrumentDirectory instruments, MarketDataFeed feed, OrderGateway venue) {

  /** Releases what was opened for it. */
  void close() {
    if (feed != null) {
      feed.close();
    }
    if (venue != null) {
      venue.close();
    }
  }
}
