package io.hairspring.launcher;

import io.hairspring.api.market.MarketEvent;
import io.hairspring.api.market.OrderBook;
import io.hairspring.api.order.OrderPort;
import io.hairspring.api.strategy.TradingStrategy;

/** A strategy for Declarative Services that cannot be made. */
public final class SwapComponent implements TradingStrategy {
  /** Throws. */
  public SwapComponent() {
    throw new IllegalStateException("not constructed by the component runtime");
  }

  @Override
  public void onMarketEvent(MarketEvent event, OrderBook book, OrderPort orders) {
    throw new IllegalStateException("never");
  }
}
