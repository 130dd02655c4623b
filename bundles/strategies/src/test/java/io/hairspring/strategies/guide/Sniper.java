package io.hairspring.strategies.guide;

import io.hairspring.api.market.MarketEvent;
import io.hairspring.api.market.OrderBook;
import io.hairspring.api.market.Price;
import io.hairspring.api.market.Side;
import io.hairspring.api.order.OrderPort;
import io.hairspring.api.order.OrderTerms;
import io.hairspring.api.strategy.StrategyComponent;
import io.hairspring.api.strategy.TradingStrategy;
import org.osgi.service.component.annotations.Component;

// What the README shows.
@Component
@StrategyComponent(name = "sniper", instruments = "ESH4", budgetNanos = 1_500)
public final class Sniper implements TradingStrategy {
  private long lastOrder;

  @Override
  public void onMarketEvent(MarketEvent event, OrderBook book, OrderPort orders) {
    boolean thin = book.quantity(Side.ASK, 0) * 5 < book.quantity(Side.BID, 0);
    if (thin && book.bestAsk() != Price.NONE && event.exchangeNanos() - lastOrder > 1_000_000) {
      lastOrder = event.exchangeNanos();
      orders.send(book.instrument(), Side.BID, book.bestAsk(), 1, OrderTerms.IMMEDIATE_OR_CANCEL);
    }
  }
}
