package io.hairspring.benchmarks.detect;

import io.hairspring.api.market.MarketEvent;
import io.hairspring.api.market.OrderBook;
import io.hairspring.api.market.Side;
import io.hairspring.api.order.ExecutionReport;
import io.hairspring.api.order.OrderPort;
import io.hairspring.api.order.OrderTerms;
import io.hairspring.api.strategy.TradingStrategy;

/**
 * A strategy that sends an order with every sixteenth event, far from the market and for at once
 * only: something to measure from tick to order, of which nothing stays open.
 */
final class ProbingOrders implements TradingStrategy {
  private static final int EVERY = 16;
  private static final long PRICE = 1_000_000_000L;

  private int events;

  @Override
  public void onMarketEvent(MarketEvent event, OrderBook book, OrderPort orders) {
    if (++events % EVERY == 0) {
      // Refused after the kill switch, and then there is nothing to measure.
      orders.send(event.instrument(), Side.BID, PRICE, 1, OrderTerms.IMMEDIATE_OR_CANCEL);
    }
  }

  @Override
  public void onExecutionReport(ExecutionReport report, OrderPort orders) {}
}
