package io.hairspring.book;

import io.hairspring.api.market.MarketEvent;
import io.hairspring.api.market.MarketEventKind;
import io.hairspring.api.market.OrderBook;
import io.hairspring.api.market.Price;
import io.hairspring.api.market.Side;
import io.hairspring.api.task.HotPath;

/**
 * A bounded order-by-order book in arrays allocated by the constructor; nothing is allocated after.
 *
 * <p>A feed may be wrong or may have lost events, so no event throws: what cannot be applied is
 * counted and leaves the book as it was. The counters survive a {@link MarketEventKind#CLEAR}.
 *
 * <p>Not thread-safe: the thread that applies events is the one that reads, a lane or an agent.
 */
public final class ArrayOrderBook implements OrderBook {
  private final int instrument;
  private final OrderSlots slots;
  private final long[] prices; // of the order in a slot, as the two below
  private final int[] quantities;
  private final Side[] sides;
  private final PriceLevels bids;
  private final PriceLevels asks;

  private long unknownOrders;
  private long duplicateOrders;
  private long capacityRejects;
  private long invalidEvents;

  /**
   * An empty book.
   *
   * @param instrument index of the instrument
   * @param maxOrders most orders that rest at a time, from 1 to 2^28
   * @param maxLevels most price levels of a side, from 1
   * @throws IllegalArgumentException when a bound is out of range
   */
  public ArrayOrderBook(int instrument, int maxOrders, int maxLevels) {
    if (maxLevels < 1) {
      throw new IllegalArgumentException("maxLevels is " + maxLevels + ", expected 1 or more");
    }
    this.instrument = instrument;
    slots = new OrderSlots(maxOrders);
    prices = new long[maxOrders];
    quantities = new int[maxOrders];
    sides = new Side[maxOrders];
    bids = new PriceLevels(Side.BID, maxLevels);
    asks = new PriceLevels(Side.ASK, maxLevels);
  }

  /**
   * Applies an event of this instrument; the instrument itself is not looked at.
   *
   * @return whether the book changed
   */
  @HotPath
  public boolean apply(MarketEvent event) {
    return apply(event.kind(), event.side(), event.orderId(), event.price(), event.quantity());
  }

  /**
   * Applies an event.
   *
   * <ul>
   *   <li>An {@code ADD} of an order that rests already gives it the new side, price and quantity.
   *   <li>A {@code MODIFY} to quantity 0 removes the order; without a side it keeps its own.
   *   <li>A {@code CANCEL} or {@code EXECUTE} for more than is left removes the order. Only id and
   *       quantity count: where the order stands is known.
   * </ul>
   *
   * @param kind what happened
   * @param side side of the order
   * @param orderId exchange order id
   * @param price of the order, in units of 1e-9
   * @param quantity lots, as {@link MarketEventKind} says
   * @return whether the book changed
   */
  @HotPath
  public boolean apply(MarketEventKind kind, Side side, long orderId, long price, int quantity) {
    return switch (kind) {
      case ADD -> add(side, orderId, price, quantity);
      case MODIFY -> modify(side, orderId, price, quantity);
      case CANCEL, EXECUTE -> reduce(orderId, quantity);
      case CLEAR -> clear();
      case TRADE, STATUS -> false;
    };
  }

  private boolean add(Side side, long orderId, long price, int quantity) {
    if (side == Side.NONE || quantity <= 0 || price == Price.NONE) {
      invalidEvents++;
      return false;
    }
    final int slot = slots.find(orderId);
    if (slot != OrderSlots.NONE) {
      duplicateOrders++;
      return move(slot, side, price, quantity);
    }
    return enter(side, orderId, price, quantity);
  }

  private boolean modify(Side side, long orderId, long price, int quantity) {
    final int slot = slots.find(orderId);
    if (slot == OrderSlots.NONE) {
      if (side == Side.NONE || quantity <= 0 || price == Price.NONE) {
        invalidEvents++;
        return false;
      }
      return enter(side, orderId, price, quantity);
    }
    if (quantity == 0) {
      leave(orderId, slot);
      return true;
    }
    if (quantity < 0 || price == Price.NONE) {
      invalidEvents++;
      return false;
    }
    return move(slot, side == Side.NONE ? sides[slot] : side, price, quantity);
  }

  private boolean enter(Side side, long orderId, long price, int quantity) {
    final PriceLevels levels = levels(side);
    if (slots.full() || (levels.full() && levels.ordersAt(price) == 0)) {
      capacityRejects++;
      return false;
    }
    final int slot = slots.add(orderId);
    sides[slot] = side;
    prices[slot] = price;
    quantities[slot] = quantity;
    levels.enter(price, quantity);
    return true;
  }

  private boolean move(int slot, Side side, long price, int quantity) {
    final Side oldSide = sides[slot];
    final long oldPrice = prices[slot];
    final int oldQuantity = quantities[slot];
    if (side == oldSide && price == oldPrice) {
      quantities[slot] = quantity;
      levels(side).change(price, (long) quantity - oldQuantity);
      return quantity != oldQuantity;
    }
    final PriceLevels from = levels(oldSide);
    final PriceLevels to = levels(side);
    final boolean freesLevel = from == to && from.ordersAt(oldPrice) == 1;
    if (to.full() && !freesLevel && to.ordersAt(price) == 0) {
      capacityRejects++;
      return false;
    }
    from.leave(oldPrice, oldQuantity);
    to.enter(price, quantity);
    sides[slot] = side;
    prices[slot] = price;
    quantities[slot] = quantity;
    return true;
  }

  private boolean reduce(long orderId, int quantity) {
    if (quantity <= 0) {
      invalidEvents++;
      return false;
    }
    final int slot = slots.find(orderId);
    if (slot == OrderSlots.NONE) {
      unknownOrders++;
      return false;
    }
    if (quantity >= quantities[slot]) {
      leave(orderId, slot);
    } else {
      quantities[slot] -= quantity;
      levels(sides[slot]).change(prices[slot], -quantity);
    }
    return true;
  }

  private void leave(long orderId, int slot) {
    levels(sides[slot]).leave(prices[slot], quantities[slot]);
    slots.remove(orderId);
  }

  private boolean clear() {
    if (slots.size() == 0) {
      return false;
    }
    slots.clear();
    bids.clear();
    asks.clear();
    return true;
  }

  /** Cancels and executions of orders that are not in the book. */
  public long unknownOrders() {
    return unknownOrders;
  }

  /** Additions of orders that were in the book already. */
  public long duplicateOrders() {
    return duplicateOrders;
  }

  /** Events ignored because all orders or all levels of a side were in use. */
  public long capacityRejects() {
    return capacityRejects;
  }

  /** Events ignored because they lack a side or a price or their quantity makes no sense. */
  public long invalidEvents() {
    return invalidEvents;
  }

  @Override
  public int instrument() {
    return instrument;
  }

  @Override
  public int depth(Side side) {
    return side == Side.NONE ? 0 : levels(side).size();
  }

  @Override
  public long price(Side side, int level) {
    return side == Side.NONE ? Price.NONE : levels(side).price(level);
  }

  @Override
  public long quantity(Side side, int level) {
    return side == Side.NONE ? 0 : levels(side).quantity(level);
  }

  @Override
  public int orders(Side side, int level) {
    return side == Side.NONE ? 0 : levels(side).orders(level);
  }

  @Override
  public long quantityAt(Side side, long price) {
    return side == Side.NONE ? 0 : levels(side).quantityAt(price);
  }

  @Override
  public int orderQuantity(long orderId) {
    final int slot = slots.find(orderId);
    return slot == OrderSlots.NONE ? 0 : quantities[slot];
  }

  @Override
  public long orderPrice(long orderId) {
    final int slot = slots.find(orderId);
    return slot == OrderSlots.NONE ? Price.NONE : prices[slot];
  }

  @Override
  public Side orderSide(long orderId) {
    final int slot = slots.find(orderId);
    return slot == OrderSlots.NONE ? Side.NONE : sides[slot];
  }

  /** Shows each resting order, in no order. Takes time in proportion to the capacity. */
  public void forEach(OrderVisitor visitor) {
    slots.forEach((id, slot) -> visitor.visit(id, sides[slot], prices[slot], quantities[slot]));
  }

  /** Is shown orders. */
  @FunctionalInterface
  public interface OrderVisitor {
    /** One order. */
    void visit(long id, Side side, long price, int quantity);
  }

  @Override
  public int size() {
    return slots.size();
  }

  private PriceLevels levels(Side side) {
    return side == Side.BID ? bids : asks;
  }
}
