package io.hairspring.benchmarks.log;

import io.hairspring.api.market.InstrumentDirectory;
import io.hairspring.api.market.MarketEvent;
import io.hairspring.api.market.OrderBook;
import io.hairspring.api.market.Price;
import io.hairspring.api.market.Side;
import io.hairspring.api.order.OrderPort;
import io.hairspring.api.order.OrderTerms;
import io.hairspring.api.strategy.TradingStrategy;
import io.hairspring.api.task.HotPath;

/**
 * A strategy that weighs the best levels of each event's book and takes from the market where they
 * lean, with a pause after each order: what the shipped taking strategy does, without its position.
 */
@HotPath
final class Leaning implements TradingStrategy {
  private static final int LEVELS = 3;
  private static final int THRESHOLD_PERCENT = 60;
  private static final int PAUSE_EVENTS = 100;

  private long[] quietUntil = {};
  private long events;

  @Override
  public void start(InstrumentDirectory instruments) {
    quietUntil = new long[instruments.all().size()];
  }

  @Override
  public void onMarketEvent(MarketEvent event, OrderBook book, OrderPort orders) {
    events++;
    final long bid = book.bestBid();
    final long ask = book.bestAsk();
    if (events < quietUntil[event.instrument()] || bid == Price.NONE || ask == Price.NONE) {
      return;
    }
    final long bidLots = lots(book, Side.BID);
    final long askLots = lots(book, Side.ASK);
    final long lean = (bidLots - askLots) * 100;
    final long limit = (bidLots + askLots) * THRESHOLD_PERCENT;
    if (lean > limit) {
      take(event.instrument(), Side.BID, ask, orders);
    } else if (lean < -limit) {
      take(event.instrument(), Side.ASK, bid, orders);
    }
  }

  private static long lots(OrderBook book, Side side) {
    long lots = 0;
    for (int level = 0; level < LEVELS; level++) {
      lots += book.quantity(side, level);
    }
    return lots;
  }

  private void take(int instrument, Side side, long price, OrderPort orders) {
    quietUntil[instrument] = events + PAUSE_EVENTS;
    orders.send(instrument, side, price, 1, OrderTerms.IMMEDIATE_OR_CANCEL);
  }
}
