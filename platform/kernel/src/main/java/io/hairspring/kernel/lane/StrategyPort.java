package io.hairspring.kernel.lane;

import io.hairspring.api.market.Side;
import io.hairspring.api.order.OrderCommandKind;
import io.hairspring.api.order.OrderPort;
import io.hairspring.api.order.OrderTerms;
import io.hairspring.api.task.HotPath;

/**
 * The order port of one strategy. Client order ids carry its slot in the top 16 bits, so that a
 * report finds its way back without a table.
 */
@HotPath
public final class StrategyPort implements OrderPort {
  /** Slots there are: 1 to this. */
  public static final int MAX_SLOT = 0x7fff;

  private static final int SLOT_SHIFT = 48;

  private final OrderEntry entry;
  private final int slot;
  private long lastId;

  /**
   * Opens a port.
   *
   * @param entry the lane's
   * @param slot the strategy's, from 1 to {@link #MAX_SLOT}
   */
  public StrategyPort(OrderEntry entry, int slot) {
    this.entry = entry;
    this.slot = slot;
    this.lastId = (long) slot << SLOT_SHIFT;
  }

  /** New orders sent so far. Any thread, unordered. */
  public long sent() {
    return lastId - ((long) slot << SLOT_SHIFT);
  }

  /** Whether an order id is one of this port's. */
  public boolean owns(long clientOrderId) {
    return clientOrderId >>> SLOT_SHIFT == slot;
  }

  @Override
  public long send(int instrument, Side side, long price, int quantity, OrderTerms terms) {
    final long id = lastId + 1;
    if (!entry.send(OrderCommandKind.NEW, slot, id, instrument, side, price, quantity, terms)) {
      return REFUSED;
    }
    lastId = id;
    return id;
  }

  @Override
  public boolean cancel(long clientOrderId, int instrument) {
    return entry.send(
        OrderCommandKind.CANCEL,
        slot,
        clientOrderId,
        instrument,
        Side.NONE,
        0,
        0,
        OrderTerms.LIMIT);
  }

  @Override
  public boolean replace(long clientOrderId, int instrument, long price, int quantity) {
    return entry.send(
        OrderCommandKind.REPLACE,
        slot,
        clientOrderId,
        instrument,
        Side.NONE,
        price,
        quantity,
        OrderTerms.LIMIT);
  }
}
