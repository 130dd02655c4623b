package io.hairspring.gateway.simulated;

import io.hairspring.api.market.Price;
import io.hairspring.api.market.Side;
import io.hairspring.api.order.OrderCommandKind;
import io.hairspring.api.order.OrderTerms;
import io.hairspring.api.order.RejectReason;
import io.hairspring.api.order.ReportKind;
import io.hairspring.book.ArrayOrderBook;
import io.hairspring.book.BookSet;
import io.hairspring.schema.OrderCommandDecoder;

/**
 * Where commands take effect: checks them, matches orders against what the replayed market displays
 * and lets the rest of them rest; the rules are in {@link SimulatedExchange}.
 */
final class OrderDesk {
  private static final int KINDS = OrderCommandKind.values().length;
  private static final int TERMS = OrderTerms.values().length;

  private final BookSet books;
  private final long[] tickSizes;
  private final OpenOrders orders;
  private final ReportQueue reports;
  private long lastExchangeOrderId;

  OrderDesk(BookSet books, long[] tickSizes, OpenOrders orders, ReportQueue reports) {
    this.books = books;
    this.tickSizes = tickSizes;
    this.orders = orders;
    this.reports = reports;
  }

  /**
   * Lets a command take effect.
   *
   * @return false when its reports do not fit now: nothing has happened, it must be offered again
   */
  boolean execute(OrderCommandDecoder command) {
    if (reports.room() == 0) {
      return false;
    }
    if (!books.contains(command.instrument())) {
      return reject(command, RejectReason.UNKNOWN_INSTRUMENT, OpenOrders.NONE);
    }
    if (command.kind() >= KINDS) {
      return reject(command, RejectReason.INVALID, OpenOrders.NONE);
    }
    final int slot = orders.find(command.clientOrderId());
    final OrderCommandKind kind = OrderCommandKind.of(command.kind());
    if (kind == OrderCommandKind.NEW) {
      return slot == OpenOrders.NONE
          ? enter(command)
          : reject(command, RejectReason.DUPLICATE_ORDER, slot);
    }
    if (slot == OpenOrders.NONE || orders.instrument(slot) != command.instrument()) {
      return reject(command, RejectReason.UNKNOWN_ORDER, OpenOrders.NONE);
    }
    return kind == OrderCommandKind.CANCEL ? cancel(slot) : replace(command, slot);
  }

  /** The last number it gave an order. */
  long lastExchangeOrderId() {
    return lastExchangeOrderId;
  }

  /** Goes on with numbers after another's last. */
  void lastExchangeOrderId(long last) {
    lastExchangeOrderId = last;
  }

  private boolean enter(OrderCommandDecoder command) {
    final Side side = Side.of(command.side());
    if (side == Side.NONE || command.terms() >= TERMS || invalid(command)) {
      return reject(command, RejectReason.INVALID, OpenOrders.NONE);
    }
    final OrderTerms terms = OrderTerms.of(command.terms());
    final boolean mayRest = terms == OrderTerms.LIMIT || terms == OrderTerms.POST_ONLY;
    if (mayRest && orders.full()) {
      return reject(command, RejectReason.CAPACITY, OpenOrders.NONE);
    }
    final ArrayOrderBook book = books.book(command.instrument());
    final int levels = levelsToTake(book, side, command.price(), command.quantity());
    if (terms == OrderTerms.POST_ONLY && levels > 0) {
      return reject(command, RejectReason.WOULD_TAKE, OpenOrders.NONE);
    }
    final int needed = levels + 2; // acknowledged, a fill of each level, cancelled
    if (needed > reports.room()) {
      return needed > reports.capacity() && reject(command, RejectReason.CAPACITY, OpenOrders.NONE);
    }
    final int slot =
        orders.add(
            command.clientOrderId(),
            ++lastExchangeOrderId,
            command.instrument(),
            side,
            terms,
            command.price(),
            command.quantity());
    reports.state(ReportKind.ACKNOWLEDGED, orders, slot, command.quantity());
    if (terms != OrderTerms.FILL_OR_KILL || displayed(book, side, levels) >= command.quantity()) {
      take(book, slot);
    }
    settle(book, slot, mayRest);
    return true;
  }

  private boolean cancel(int slot) {
    orders.unrest(slot);
    reports.state(ReportKind.CANCELLED, orders, slot, 0);
    orders.remove(slot);
    return true;
  }

  private boolean replace(OrderCommandDecoder command, int slot) {
    if (invalid(command)) {
      return reject(command, RejectReason.INVALID, slot);
    }
    final int leaves = command.quantity() - orders.executed(slot);
    if (leaves <= 0) {
      return cancel(slot);
    }
    final ArrayOrderBook book = books.book(command.instrument());
    final int levels = levelsToTake(book, orders.side(slot), command.price(), leaves);
    if (orders.terms(slot) == OrderTerms.POST_ONLY && levels > 0) {
      return reject(command, RejectReason.WOULD_TAKE, slot);
    }
    final int needed = levels + 1; // replaced, a fill of each level
    if (needed > reports.room()) {
      return needed > reports.capacity() && reject(command, RejectReason.CAPACITY, slot);
    }
    orders.unrest(slot);
    orders.replace(slot, command.price(), command.quantity());
    reports.state(ReportKind.REPLACED, orders, slot, leaves);
    take(book, slot);
    settle(book, slot, true);
    return true;
  }

  /** Executes an order against the displayed levels within its limit, one fill a level. */
  private void take(ArrayOrderBook book, int slot) {
    final Side opposite = orders.side(slot).opposite();
    for (int level = 0; level < book.depth(opposite) && orders.leaves(slot) > 0; level++) {
      final long price = book.price(opposite, level);
      if (!within(orders.side(slot), orders.price(slot), price)) {
        return;
      }
      final int filled = (int) Math.min(orders.leaves(slot), book.quantity(opposite, level));
      orders.execute(slot, filled);
      reports.fill(orders, slot, price, filled);
    }
  }

  /** What is left of an order after it has taken rests or is cancelled. */
  private void settle(ArrayOrderBook book, int slot, boolean mayRest) {
    if (orders.leaves(slot) > 0 && mayRest) {
      orders.rest(slot, book.quantityAt(orders.side(slot), orders.price(slot)));
      return;
    }
    if (orders.leaves(slot) > 0) {
      reports.state(ReportKind.CANCELLED, orders, slot, 0);
    }
    orders.remove(slot);
  }

  /** Number of displayed levels that an order would take from. */
  private static int levelsToTake(ArrayOrderBook book, Side side, long limit, int quantity) {
    final Side opposite = side.opposite();
    long left = quantity;
    int level = 0;
    while (left > 0
        && level < book.depth(opposite)
        && within(side, limit, book.price(opposite, level))) {
      left -= book.quantity(opposite, level);
      level++;
    }
    return level;
  }

  private static long displayed(ArrayOrderBook book, Side side, int levels) {
    long quantity = 0;
    for (int level = 0; level < levels; level++) {
      quantity += book.quantity(side.opposite(), level);
    }
    return quantity;
  }

  private static boolean within(Side side, long limit, long price) {
    return side == Side.BID ? price <= limit : price >= limit;
  }

  private boolean invalid(OrderCommandDecoder command) {
    final long tick = tickSizes[command.instrument()];
    return command.quantity() <= 0
        || command.price() == Price.NONE
        || (tick > 1 && command.price() % tick != 0);
  }

  /** Refuses a command; an order that stands goes on standing. */
  private boolean reject(OrderCommandDecoder command, RejectReason reason, int slot) {
    final boolean stands = slot != OpenOrders.NONE;
    reports.append(
        ReportKind.REJECTED,
        reason,
        command.clientOrderId(),
        stands ? orders.exchangeOrderId(slot) : 0,
        command.instrument(),
        stands ? orders.side(slot) : Side.of(command.side()),
        command.price(),
        command.quantity(),
        stands ? orders.leaves(slot) : 0);
    return true;
  }
}
