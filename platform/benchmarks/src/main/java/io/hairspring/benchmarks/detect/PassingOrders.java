package io.hairspring.benchmarks.detect;

import io.hairspring.api.market.MarketEvent;
import io.hairspring.api.market.OrderBook;
import io.hairspring.api.market.Side;
import io.hairspring.api.order.OrderPort;
import io.hairspring.api.order.OrderTerms;
import io.hairspring.api.strategy.TradingStrategy;

/** A strategy that sends an order every few events that nobody takes: something to be timed. */
final class PassingOrders implements TradingStrategy {
  private static final int EVERY = 8;
  private static final long PRICE = 1_000_000_000L;

  private int events;

  @Override
  public void onMarketEvent(MarketEvent event, OrderBook book, OrderPort orders) {
    if (++events % EVERY == 0) {
      orders.send(event.instrument(), Side.BID, PRICE, 1, OrderTerms.IMMEDIATE_OR_CANCEL);
    }
  }
}
