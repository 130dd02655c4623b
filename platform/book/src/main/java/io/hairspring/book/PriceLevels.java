package io.hairspring.book;

import io.hairspring.api.market.Price;
import io.hairspring.api.market.Side;

/**
 * The price levels of one side, in parallel arrays sorted with the best last: most changes happen
 * near the best, where an insertion or a removal moves little and a search from the end soon finds.
 *
 * <p>Keys ascend with goodness: a bid's key is its price, an offer's the bitwise complement of its
 * price, which reverses the order and, unlike negation, cannot overflow.
 */
final class PriceLevels {
  private static final int LINEAR_STEPS = 8;

  private final long[] keys;
  private final long[] quantities;
  private final int[] orders;
  private final long flip;
  private int size;

  PriceLevels(Side side, int capacity) {
    keys = new long[capacity];
    quantities = new long[capacity];
    orders = new int[capacity];
    flip = side == Side.ASK ? -1L : 0L;
  }

  int size() {
    return size;
  }

  boolean full() {
    return size == keys.length;
  }

  long price(int level) {
    return exists(level) ? keys[size - 1 - level] ^ flip : Price.NONE;
  }

  long quantity(int level) {
    return exists(level) ? quantities[size - 1 - level] : 0;
  }

  int orders(int level) {
    return exists(level) ? orders[size - 1 - level] : 0;
  }

  long quantityAt(long price) {
    final int index = find(price);
    return index >= 0 ? quantities[index] : 0;
  }

  int ordersAt(long price) {
    final int index = find(price);
    return index >= 0 ? orders[index] : 0;
  }

  /** An order enters at a price. There must be room if the price has no level yet. */
  void enter(long price, int quantity) {
    int index = find(price);
    if (index < 0) {
      index = ~index;
      insert(index, price ^ flip);
    }
    quantities[index] += quantity;
    orders[index]++;
  }

  /** An order at a price changes its quantity by a difference and stays. */
  void change(long price, long difference) {
    quantities[find(price)] += difference;
  }

  /** An order leaves a price, with what quantity it had left. */
  void leave(long price, int quantity) {
    final int index = find(price);
    quantities[index] -= quantity;
    if (--orders[index] == 0) {
      remove(index);
    }
  }

  void clear() {
    size = 0;
  }

  private boolean exists(int level) {
    return level >= 0 && level < size;
  }

  /** Index of a price's level, or the complement of where it would be inserted. */
  private int find(long price) {
    final long key = price ^ flip;
    final int stop = Math.max(0, size - LINEAR_STEPS);
    for (int i = size - 1; i >= stop; i--) {
      if (keys[i] <= key) {
        return keys[i] == key ? i : ~(i + 1);
      }
    }
    int low = 0;
    int high = stop - 1;
    while (low <= high) {
      final int middle = (low + high) >>> 1;
      if (keys[middle] < key) {
        low = middle + 1;
      } else if (keys[middle] > key) {
        high = middle - 1;
      } else {
        return middle;
      }
    }
    return ~low;
  }

  private void insert(int index, long key) {
    final int moved = size - index;
    System.arraycopy(keys, index, keys, index + 1, moved);
    System.arraycopy(quantities, index, quantities, index + 1, moved);
    System.arraycopy(orders, index, orders, index + 1, moved);
    keys[index] = key;
    quantities[index] = 0;
    orders[index] = 0;
    size++;
  }

  private void remove(int index) {
    final int moved = --size - index;
    System.arraycopy(keys, index + 1, keys, index, moved);
    System.arraycopy(quantities, index + 1, quantities, index, moved);
    System.arraycopy(orders, index + 1, orders, index, moved);
  }
}
