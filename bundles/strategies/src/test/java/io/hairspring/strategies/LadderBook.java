package io.hairspring.strategies;

import io.hairspring.api.market.OrderBook;
import io.hairspring.api.market.Price;
import io.hairspring.api.market.Side;

/** A book that is what the test says: prices and lots per level, best first. */
final class LadderBook implements OrderBook {
  private final int instrument;
  private long[] bids = {};
  private long[] bidLots = {};
  private long[] asks = {};
  private long[] askLots = {};
  private long quantitiesRead;

  LadderBook(int instrument) {
    this.instrument = instrument;
  }

  /** Prices and lots in turn, best first. */
  LadderBook bids(long... pricesAndLots) {
    bids = every(pricesAndLots, 0);
    bidLots = every(pricesAndLots, 1);
    return this;
  }

  /** Prices and lots in turn, best first. */
  LadderBook asks(long... pricesAndLots) {
    asks = every(pricesAndLots, 0);
    askLots = every(pricesAndLots, 1);
    return this;
  }

  private static long[] every(long[] values, int first) {
    long[] result = new long[values.length / 2];
    for (int i = 0; i < result.length; i++) {
      result[i] = values[2 * i + first];
    }
    return result;
  }

  @Override
  public int instrument() {
    return instrument;
  }

  @Override
  public int depth(Side side) {
    return side == Side.BID ? bids.length : asks.length;
  }

  @Override
  public long price(Side side, int level) {
    return level < depth(side) ? (side == Side.BID ? bids : asks)[level] : Price.NONE;
  }

  /** How often the lots of a level were asked for. */
  long quantitiesRead() {
    return quantitiesRead;
  }

  @Override
  public long quantity(Side side, int level) {
    quantitiesRead++;
    return level < depth(side) ? (side == Side.BID ? bidLots : askLots)[level] : 0;
  }

  @Override
  public int orders(Side side, int level) {
    return level < depth(side) ? 1 : 0;
  }

  @Override
  public long quantityAt(Side side, long price) {
    for (int level = 0; level < depth(side); level++) {
      if (price(side, level) == price) {
        return quantity(side, level);
      }
    }
    return 0;
  }

  @Override
  public int orderQuantity(long orderId) {
    return 0;
  }

  @Override
  public long orderPrice(long orderId) {
    return Price.NONE;
  }

  @Override
  public Side orderSide(long orderId) {
    return Side.NONE;
  }

  @Override
  public int size() {
    return bids.length + asks.length;
  }
}
