package io.hairspring.gateway.simulated;

import io.hairspring.api.market.MarketEvent;
import io.hairspring.api.market.MarketEventKind;
import io.hairspring.api.market.Side;
import io.hairspring.book.ArrayOrderBook;

/**
 * Applies the replayed market to its book and to our resting orders; the rules are in {@link
 * SimulatedExchange}.
 */
final class RestingMatcher {
  private final OpenOrders orders;
  private final ReportQueue reports;
  private long missedFills;

  RestingMatcher(OpenOrders orders, ReportQueue reports) {
    this.orders = orders;
    this.reports = reports;
  }

  /** Executions that did not take place because no report could be kept. */
  long missedFills() {
    return missedFills;
  }

  void apply(
      ArrayOrderBook book,
      MarketEventKind kind,
      Side side,
      long orderId,
      long price,
      int quantity,
      int flags) {
    final Side oldSide = book.orderSide(orderId);
    final long oldPrice = book.orderPrice(orderId);
    final int oldQuantity = book.orderQuantity(orderId);
    final boolean changed = book.apply(kind, side, orderId, price, quantity);
    if ((flags & MarketEvent.FLAG_SNAPSHOT) != 0) {
      return; // says what stands, not what happens
    }
    switch (kind) {
      case TRADE -> {
        if ((flags & MarketEvent.FLAG_RESTING) == 0 && side != Side.NONE) {
          aggress(book, side, price, quantity);
        }
      }
      case ADD, MODIFY, CANCEL, EXECUTE -> {
        if (changed) {
          if (oldSide != Side.NONE) {
            shortenQueue(book, oldSide, oldPrice);
          }
          enterAgainstOurs(book, orderId, oldSide, oldPrice, oldQuantity);
        }
      }
      case CLEAR, STATUS -> {}
    }
  }

  /** What an event put newly into the book may cross our orders on the other side. */
  private void enterAgainstOurs(
      ArrayOrderBook book, long orderId, Side oldSide, long oldPrice, int oldQuantity) {
    final Side side = book.orderSide(orderId);
    if (side == Side.NONE) {
      return;
    }
    final long price = book.orderPrice(orderId);
    final boolean stayed = side == oldSide && price == oldPrice;
    final int entered = book.orderQuantity(orderId) - (stayed ? oldQuantity : 0);
    if (entered > 0) {
      aggress(book, side, price, entered);
    }
  }

  /** Nobody stands before us for more than is displayed at our price. */
  private void shortenQueue(ArrayOrderBook book, Side side, long price) {
    int slot = orders.first(book.instrument(), side);
    while (slot != OpenOrders.NONE && OpenOrders.better(side, orders.price(slot), price)) {
      slot = orders.next(slot);
    }
    final long displayed =
        slot == OpenOrders.NONE ? 0 : book.quantityAt(side, price); // looked up only when needed
    while (slot != OpenOrders.NONE && orders.price(slot) == price) {
      orders.ahead(slot, Math.min(orders.ahead(slot), displayed));
      slot = orders.next(slot);
    }
  }

  /** An aggressor of the replayed market meets our orders of the other side. */
  private void aggress(ArrayOrderBook book, Side aggressor, long price, int quantity) {
    final Side side = aggressor.opposite();
    // A clear and a snapshot change what is displayed and shorten no queue.
    shortenQueue(book, side, price);
    long remaining = quantity;
    int slot = orders.first(book.instrument(), side);
    while (remaining > 0
        && slot != OpenOrders.NONE
        && !OpenOrders.better(side, price, orders.price(slot))) {
      final int next = orders.next(slot);
      // Traded through: whoever was displayed before us has been served.
      final long ahead = orders.price(slot) == price ? orders.ahead(slot) : 0;
      final int filled = (int) Math.min(orders.leaves(slot), Math.max(0, remaining - ahead));
      orders.ahead(slot, Math.max(0, ahead - remaining));
      if (filled > 0 && reports.room() == 0) {
        missedFills++;
      } else if (filled > 0) {
        fill(slot, filled);
        remaining -= filled;
      }
      slot = next;
    }
  }

  private void fill(int slot, int quantity) {
    orders.execute(slot, quantity);
    reports.fill(orders, slot, orders.price(slot), quantity);
    if (orders.leaves(slot) == 0) {
      orders.unrest(slot);
      orders.remove(slot);
    }
  }
}
