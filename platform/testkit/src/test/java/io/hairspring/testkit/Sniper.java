package io.hairspring.testkit;

import io.hairspring.api.market.MarketEvent;
import io.hairspring.api.market.OrderBook;
import io.hairspring.api.market.Side;
import io.hairspring.api.order.ExecutionReport;
import io.hairspring.api.order.OrderPort;
import io.hairspring.api.order.OrderTerms;
import io.hairspring.api.strategy.TradingStrategy;
import java.util.ArrayList;
import java.util.List;

/** Buys a lot when the offer is thin, and remembers what it was told. */
final class Sniper implements TradingStrategy {
  final List<String> reports = new ArrayList<>();

  @Override
  public void onMarketEvent(MarketEvent event, OrderBook book, OrderPort orders) {
    if (book.quantity(Side.ASK, 0) * 5 < book.quantity(Side.BID, 0)) {
      orders.send(event.instrument(), Side.BID, book.bestAsk(), 1, OrderTerms.IMMEDIATE_OR_CANCEL);
    }
  }

  @Override
  public void onExecutionReport(ExecutionReport report, OrderPort orders) {
    reports.add(report.kind() + " " + report.quantity() + " at " + report.receiveNanos());
  }
}
