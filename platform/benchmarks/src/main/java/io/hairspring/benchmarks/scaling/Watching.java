package io.hairspring.benchmarks.scaling;

import io.hairspring.api.market.MarketEvent;
import io.hairspring.api.market.OrderBook;
import io.hairspring.api.market.Side;
import io.hairspring.api.order.OrderPort;
import io.hairspring.api.strategy.TradingStrategy;
import io.hairspring.api.task.HotPath;

/** A strategy that looks at the best prices of each event's book, and never acts. */
@HotPath
final class Watching implements TradingStrategy {
  private long spreads;
  private long crossed;

  @Override
  public void onMarketEvent(MarketEvent event, OrderBook book, OrderPort orders) {
    if (book.depth(Side.BID) > 0 && book.depth(Side.ASK) > 0) {
      final long spread = book.price(Side.ASK, 0) - book.price(Side.BID, 0);
      spreads += spread;
      if (spread < 0) {
        crossed++;
      }
    }
  }

  /** How often it saw a market whose best prices cross. */
  long crossed() {
    return crossed;
  }

  /** The sum of all spreads it saw, so that none is for nothing. */
  long spreads() {
    return spreads;
  }
}
