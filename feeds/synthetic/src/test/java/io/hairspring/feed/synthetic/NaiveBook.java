package io.hairspring.feed.synthetic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.hairspring.api.market.MarketEventKind;
import io.hairspring.api.market.Side;
import io.hairspring.schema.MarketEventDecoder;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/** The plainest book there is; fails on an event that a book could not follow. */
final class NaiveBook {
  private record Order(Side side, long price, int quantity) {}

  private final Map<Long, Order> orders = new HashMap<>();
  private final TreeMap<Long, Integer> bids = new TreeMap<>();
  private final TreeMap<Long, Integer> asks = new TreeMap<>();
  private int traded;

  void apply(MarketEventDecoder event) {
    final MarketEventKind kind = MarketEventKind.of(event.kind());
    final Side side = Side.of(event.side());
    final long id = event.orderId();
    assertTrue(event.quantity() > 0, "quantity");
    assertTrue(event.price() > 0, "price");
    assertEquals(0, event.price() % 250_000_000L, "price off the tick grid");
    switch (kind) {
      case ADD -> {
        assertNull(orders.get(id), "order added twice");
        enter(id, new Order(side, event.price(), event.quantity()));
      }
      case MODIFY -> {
        final Order old = leave(id, side);
        assertEquals(old.side, side);
        enter(id, new Order(side, event.price(), event.quantity()));
      }
      case CANCEL -> reduce(id, side, event);
      case EXECUTE -> {
        reduce(id, side, event);
        traded -= event.quantity();
        assertTrue(traded >= 0, "executed more than was traded");
      }
      case TRADE -> {
        assertEquals(0, traded, "a trade before the last was executed");
        assertEquals(side == Side.BID ? asks.firstKey() : bids.lastKey(), event.price());
        traded = event.quantity();
      }
      default -> throw new AssertionError("a kind that the feed does not make: " + kind);
    }
  }

  private void reduce(long id, Side side, MarketEventDecoder event) {
    final Order old = leave(id, side);
    assertEquals(old.price, event.price(), "price of the order");
    final int left = old.quantity - event.quantity();
    assertTrue(left >= 0, "more taken than the order has");
    if (left > 0) {
      enter(id, new Order(side, old.price, left));
    }
  }

  private Order leave(long id, Side side) {
    final Order old = orders.remove(id);
    assertNotNull(old, "order that is not live");
    assertEquals(old.side, side, "side of the order");
    levels(side).computeIfPresent(old.price, (price, count) -> count == 1 ? null : count - 1);
    return old;
  }

  private void enter(long id, Order order) {
    orders.put(id, order);
    levels(order.side).merge(order.price, 1, Integer::sum);
  }

  private Map<Long, Integer> levels(Side side) {
    return side == Side.BID ? bids : asks;
  }

  int size() {
    return orders.size();
  }

  int traded() {
    return traded;
  }

  boolean twoSided() {
    return !bids.isEmpty() && !asks.isEmpty();
  }

  long spread() {
    return asks.firstKey() - bids.lastKey();
  }

  double middle() {
    return (asks.firstKey() + bids.lastKey()) / 2e9;
  }
}
