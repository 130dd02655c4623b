package io.hairspring.benchmarks.detect;

import io.hairspring.api.market.MarketEvent;
import io.hairspring.api.market.OrderBook;
import io.hairspring.api.market.Side;
import io.hairspring.api.order.ExecutionReport;
import io.hairspring.api.order.OrderPort;
import io.hairspring.api.order.OrderTerms;
import io.hairspring.api.strategy.TradingStrategy;

/** A strategy that always has orders in the book, far from the market: something to cancel. */
final class RestingOrders implements TradingStrategy {
  private static final int ORDERS = 32;
  private static final long PRICE = 1_000_000_000L;

  private int open;

  @Override
  public void onMarketEvent(MarketEvent event, OrderBook book, OrderPort orders) {
    if (open < ORDERS
        && orders.send(event.instrument(), Side.BID, PRICE, 1, OrderTerms.LIMIT)
            != OrderPort.REFUSED) {
      open++;
    }
  }

  @Override
  public void onExecutionReport(ExecutionReport report, OrderPort orders) {
    switch (report.kind()) {
      case FILL, CANCELLED, REJECTED -> open--;
      case ACKNOWLEDGED, PARTIAL_FILL, REPLACED -> {}
    }
  }
}
