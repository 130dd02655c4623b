package io.hairspring.strategies;

import io.hairspring.api.market.MarketEvent;
import io.hairspring.api.market.MarketEventKind;
import io.hairspring.api.market.Side;

/** A market event of which only what a strategy looks at is said. */
record Event(int instrument, long exchangeNanos, int flags) implements MarketEvent {

  static Event at(long exchangeNanos) {
    return new Event(0, exchangeNanos, FLAG_LAST);
  }

  @Override
  public long sequence() {
    return 1;
  }

  @Override
  public long receiveNanos() {
    return exchangeNanos;
  }

  @Override
  public MarketEventKind kind() {
    return MarketEventKind.ADD;
  }

  @Override
  public Side side() {
    return Side.BID;
  }

  @Override
  public long orderId() {
    return 1;
  }

  @Override
  public long price() {
    return 1;
  }

  @Override
  public int quantity() {
    return 1;
  }
}
