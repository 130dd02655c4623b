package io.hairspring.book;

import io.hairspring.api.market.MarketEventKind;
import io.hairspring.api.market.Side;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The plainest book that can be right: a map of orders, everything else computed when asked. */
final class ModelBook {
  record Order(Side side, long price, int quantity) {}

  record Level(long price, long quantity, int orders) {}

  final Map<Long, Order> orders = new HashMap<>();
  private final int maxOrders;
  private final int maxLevels;
  long unknown;
  long duplicate;
  long full;

  ModelBook(int maxOrders, int maxLevels) {
    this.maxOrders = maxOrders;
    this.maxLevels = maxLevels;
  }

  boolean apply(MarketEventKind kind, Side side, long id, long price, int quantity) {
    final Map<Long, Order> before = new HashMap<>(orders);
    switch (kind) {
      case ADD -> {
        duplicate += orders.containsKey(id) ? 1 : 0;
        orders.put(id, new Order(side, price, quantity));
      }
      case MODIFY -> orders.put(id, new Order(side, price, quantity));
      case CANCEL, EXECUTE -> {
        unknown += orders.containsKey(id) ? 0 : 1;
        orders.computeIfPresent(
            id,
            (key, order) ->
                order.quantity > quantity
                    ? new Order(order.side, order.price, order.quantity - quantity)
                    : null);
      }
      case CLEAR -> orders.clear();
      case TRADE, STATUS -> {}
    }
    if (orders.size() > maxOrders
        || levels(Side.BID).size() > maxLevels
        || levels(Side.ASK).size() > maxLevels) {
      full++;
      orders.clear();
      orders.putAll(before);
    }
    return !orders.equals(before);
  }

  List<Level> levels(Side side) {
    final Comparator<Long> bestFirst =
        side == Side.BID ? Comparator.reverseOrder() : Comparator.naturalOrder();
    return orders.values().stream()
        .filter(order -> order.side == side)
        .collect(
            Collectors.groupingBy(
                Order::price, () -> new TreeMap<>(bestFirst), Collectors.toList()))
        .entrySet()
        .stream()
        .map(
            level ->
                new Level(
                    level.getKey(),
                    level.getValue().stream().mapToLong(Order::quantity).sum(),
                    level.getValue().size()))
        .toList();
  }
}
