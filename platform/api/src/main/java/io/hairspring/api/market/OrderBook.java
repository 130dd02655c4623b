package io.hairspring.api.market;

import org.osgi.annotation.versioning.ProviderType;

/**
 * The order-by-order book of one instrument, read only. Level 0 is the best of its side. A strategy
 * reads it on the lane during its own call; it never allocates and never throws for a level or an
 * order that is not there.
 */
@ProviderType
public interface OrderBook {
  /** Index of the instrument. */
  int instrument();

  /** Number of price levels of a side. */
  int depth(Side side);

  /** Price of a level; {@link Price#NONE} when there is no such level. */
  long price(Side side, int level);

  /** Total quantity of a level, in lots; 0 when there is no such level. */
  long quantity(Side side, int level);

  /** Number of orders of a level; 0 when there is no such level. */
  int orders(Side side, int level);

  /** Quantity at a price; 0 when there is no such level. */
  long quantityAt(Side side, long price);

  /** Remaining quantity of a resting order; 0 when the order is not in the book. */
  int orderQuantity(long orderId);

  /** Price of a resting order; {@link Price#NONE} when the order is not in the book. */
  long orderPrice(long orderId);

  /** Side of a resting order; {@link Side#NONE} when the order is not in the book. */
  Side orderSide(long orderId);

  /** Number of resting orders. */
  int size();

  /** Best bid; {@link Price#NONE} when there is none. */
  default long bestBid() {
    return price(Side.BID, 0);
  }

  /** Best offer; {@link Price#NONE} when there is none. */
  default long bestAsk() {
    return price(Side.ASK, 0);
  }
}
