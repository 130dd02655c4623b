package io.hairspring.gateway.simulated;

import io.hairspring.api.market.Side;
import io.hairspring.api.order.OrderTerms;
import io.hairspring.book.OrderSlots;
import java.util.Arrays;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;

/**
 * Our orders that rest, in parallel arrays indexed by slot. The orders of one instrument and side
 * are linked in the order in which the exchange serves them: best price first, and the older first
 * at one price.
 *
 * <p>One slot more than may rest is kept, for the order that is being matched: an order that only
 * takes never fails for want of a slot.
 */
final class OpenOrders {
  static final int NONE = OrderSlots.NONE;

  private static final int ORDER = 6 * Long.BYTES;

  private final OrderSlots slots;
  private final int maxResting;
  private final long[] clientOrderIds;
  private final long[] exchangeOrderIds;
  private final long[] prices;
  private final long[] ahead;
  private final int[] quantities;
  private final int[] leaves;
  private final int[] instruments;
  private final Side[] sides;
  private final OrderTerms[] terms;
  private final int[] next;
  private final int[] previous;
  private final int[] first; // two of each instrument: bids, offers

  OpenOrders(int maxResting, int instrumentCount) {
    final int capacity = maxResting + 1;
    this.maxResting = maxResting;
    slots = new OrderSlots(capacity);
    clientOrderIds = new long[capacity];
    exchangeOrderIds = new long[capacity];
    prices = new long[capacity];
    ahead = new long[capacity];
    quantities = new int[capacity];
    leaves = new int[capacity];
    instruments = new int[capacity];
    sides = new Side[capacity];
    terms = new OrderTerms[capacity];
    next = new int[capacity];
    previous = new int[capacity];
    first = new int[2 * instrumentCount];
    Arrays.fill(first, NONE);
  }

  /** Whether no other order may rest. */
  boolean full() {
    return slots.size() >= maxResting;
  }

  int size() {
    return slots.size();
  }

  /** The slot of an order, or {@link #NONE}. */
  int find(long clientOrderId) {
    return slots.find(clientOrderId);
  }

  /** Enters an order that does not rest yet. */
  int add(
      long clientOrderId,
      long exchangeOrderId,
      int instrument,
      Side side,
      OrderTerms orderTerms,
      long price,
      int quantity) {
    final int slot = slots.add(clientOrderId);
    clientOrderIds[slot] = clientOrderId;
    exchangeOrderIds[slot] = exchangeOrderId;
    instruments[slot] = instrument;
    sides[slot] = side;
    terms[slot] = orderTerms;
    prices[slot] = price;
    quantities[slot] = quantity;
    leaves[slot] = quantity;
    return slot;
  }

  /** Forgets an order that does not rest. */
  void remove(int slot) {
    slots.remove(clientOrderIds[slot]);
  }

  /** Gives an order that does not rest a new price and total quantity. */
  void replace(int slot, long price, int quantity) {
    leaves[slot] = quantity - executed(slot);
    quantities[slot] = quantity;
    prices[slot] = price;
  }

  /** An order rests, behind all that are better or older, and behind a displayed quantity. */
  void rest(int slot, long quantityAhead) {
    ahead[slot] = quantityAhead;
    final int list = list(instruments[slot], sides[slot]);
    int before = NONE;
    int after = first[list];
    while (after != NONE && !better(sides[slot], prices[slot], prices[after])) {
      before = after;
      after = next[after];
    }
    previous[slot] = before;
    next[slot] = after;
    if (before == NONE) {
      first[list] = slot;
    } else {
      next[before] = slot;
    }
    if (after != NONE) {
      previous[after] = slot;
    }
  }

  /** An order rests no more. */
  void unrest(int slot) {
    final int before = previous[slot];
    final int after = next[slot];
    if (before == NONE) {
      first[list(instruments[slot], sides[slot])] = after;
    } else {
      next[before] = after;
    }
    if (after != NONE) {
      previous[after] = before;
    }
  }

  /** Takes executed lots from an order. */
  void execute(int slot, int quantity) {
    leaves[slot] -= quantity;
  }

  /** The first resting order of a side, or {@link #NONE}. */
  int first(int instrument, Side side) {
    return first[list(instrument, side)];
  }

  /** The resting order after another, or {@link #NONE}. */
  int next(int slot) {
    return next[slot];
  }

  /** Displayed quantity that is served before a resting order at its price. */
  long ahead(int slot) {
    return ahead[slot];
  }

  void ahead(int slot, long quantity) {
    ahead[slot] = quantity;
  }

  long clientOrderId(int slot) {
    return clientOrderIds[slot];
  }

  long exchangeOrderId(int slot) {
    return exchangeOrderIds[slot];
  }

  int instrument(int slot) {
    return instruments[slot];
  }

  Side side(int slot) {
    return sides[slot];
  }

  OrderTerms terms(int slot) {
    return terms[slot];
  }

  long price(int slot) {
    return prices[slot];
  }

  int quantity(int slot) {
    return quantities[slot];
  }

  int leaves(int slot) {
    return leaves[slot];
  }

  int executed(int slot) {
    return quantities[slot] - leaves[slot];
  }

  /**
   * Writes the orders that rest, in the order in which they are served; returns where that ends.
   */
  int write(MutableDirectBuffer buffer, int offset) {
    buffer.putInt(offset, size());
    int at = offset + Integer.BYTES;
    for (final int head : first) {
      for (int slot = head; slot != NONE; slot = next[slot]) {
        buffer.putLong(at, clientOrderIds[slot]);
        buffer.putLong(at + Long.BYTES, exchangeOrderIds[slot]);
        buffer.putLong(at + 2 * Long.BYTES, prices[slot]);
        buffer.putLong(at + 3 * Long.BYTES, ahead[slot]);
        buffer.putInt(at + 4 * Long.BYTES, quantities[slot]);
        buffer.putInt(at + 4 * Long.BYTES + Integer.BYTES, leaves[slot]);
        buffer.putInt(at + 5 * Long.BYTES, instruments[slot]);
        buffer.putByte(at + 5 * Long.BYTES + Integer.BYTES, (byte) sides[slot].ordinal());
        buffer.putByte(at + 5 * Long.BYTES + Integer.BYTES + 1, (byte) terms[slot].ordinal());
        at += ORDER;
      }
    }
    return at;
  }

  /** Reads what another wrote, in the place of its own; returns where that ends. */
  int read(DirectBuffer buffer, int offset) {
    slots.clear();
    Arrays.fill(first, NONE);
    final int count = buffer.getInt(offset);
    if (count > maxResting) {
      throw new IllegalArgumentException(count + " orders rest, there is room for " + maxResting);
    }
    int at = offset + Integer.BYTES;
    for (int i = 0; i < count; i++) {
      final int slot =
          add(
              buffer.getLong(at),
              buffer.getLong(at + Long.BYTES),
              buffer.getInt(at + 5 * Long.BYTES),
              Side.of(buffer.getByte(at + 5 * Long.BYTES + Integer.BYTES)),
              OrderTerms.of(buffer.getByte(at + 5 * Long.BYTES + Integer.BYTES + 1)),
              buffer.getLong(at + 2 * Long.BYTES),
              buffer.getInt(at + 4 * Long.BYTES));
      leaves[slot] = buffer.getInt(at + 4 * Long.BYTES + Integer.BYTES);
      rest(slot, buffer.getLong(at + 3 * Long.BYTES));
      at += ORDER;
    }
    return at;
  }

  /** Whether a price of a side is served before another. */
  static boolean better(Side side, long price, long other) {
    return side == Side.BID ? price > other : price < other;
  }

  private static int list(int instrument, Side side) {
    return 2 * instrument + (side == Side.BID ? 0 : 1);
  }
}
