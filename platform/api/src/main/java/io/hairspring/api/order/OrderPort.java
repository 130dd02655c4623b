package io.hairspring.api.order;

import io.hairspring.api.market.Side;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Where a strategy sends its orders. A command is encoded straight into the egress ring; when there
 * is no room for it, or orders are held or the kill switch is thrown (which cancels pass), it is
 * refused, counted and shown in the execution record. Lane thread, during the strategy's own call;
 * never allocates.
 */
@ProviderType
public interface OrderPort {
  /** A command was not taken: there is no room in the egress ring, or orders are held. */
  long REFUSED = 0;

  /**
   * Sends a new order.
   *
   * @param instrument index of the instrument
   * @param side {@link Side#BID} or {@link Side#ASK}
   * @param price limit, in units of 1e-9
   * @param quantity lots, more than 0
   * @param terms how it stands
   * @return its client order id, more than 0, or {@link #REFUSED}
   */
  long send(int instrument, Side side, long price, int quantity, OrderTerms terms);

  /**
   * Cancels what is left of an order.
   *
   * @return whether the command was taken
   */
  boolean cancel(long clientOrderId, int instrument);

  /**
   * Gives an order a new price and total quantity.
   *
   * @return whether the command was taken
   */
  boolean replace(long clientOrderId, int instrument, long price, int quantity);
}
