package io.hairspring.feed.synthetic;

import java.util.Arrays;

/**
 * The resting orders of one instrument: a fixed pool of slots, queued by price level in time
 * priority. Prices are ticks. Bids rest at the market's price and below, offers above it, so the
 * book cannot cross; a ring of levels reaches {@value #SIDE_LEVELS} ticks to each side. Every
 * operation takes constant time, but for the search of a best level, which walks one side. About 13
 * kB. One thread.
 */
final class LiveOrders {
  static final int CAPACITY = 512;
  static final int SIDE_LEVELS = 64;
  static final int NONE = -1;

  private static final int LEVEL_MASK = 2 * SIDE_LEVELS - 1;

  private final long[] ids = new long[CAPACITY];
  private final int[] ticks = new int[CAPACITY];
  private final int[] quantities = new int[CAPACITY];
  private final short[] next = new short[CAPACITY];
  private final short[] previous = new short[CAPACITY];
  // Slots in use come first, in no order; the rest are free. `places` is the inverse.
  private final short[] slots = new short[CAPACITY];
  private final short[] places = new short[CAPACITY];
  private final short[] heads = new short[LEVEL_MASK + 1];
  private final short[] tails = new short[LEVEL_MASK + 1];
  private int market;
  private int size;

  LiveOrders(int market) {
    this.market = market;
    for (short slot = 0; slot < CAPACITY; slot++) {
      slots[slot] = slot;
      places[slot] = slot;
    }
    Arrays.fill(heads, (short) NONE);
    Arrays.fill(tails, (short) NONE);
  }

  /** The highest price at which a bid may rest; an offer may from one tick above. */
  int market() {
    return market;
  }

  /** Sets the market's price. The levels that change sides or leave the ring must be empty. */
  void market(int tick) {
    market = tick;
  }

  int size() {
    return size;
  }

  boolean full() {
    return size == CAPACITY;
  }

  /** Puts an order at the end of its level's queue, and returns its slot. Not when full. */
  int add(long id, int tick, int quantity) {
    final int slot = slots[size++];
    ids[slot] = id;
    quantities[slot] = quantity;
    enqueue(slot, tick);
    return slot;
  }

  void remove(int slot) {
    dequeue(slot);
    final int place = places[slot];
    final short last = slots[--size];
    slots[place] = last;
    places[last] = (short) place;
    slots[size] = (short) slot;
    places[slot] = (short) size;
  }

  /** Gives an order another price and quantity; it goes to the end of the queue. */
  void replace(int slot, int tick, int quantity) {
    dequeue(slot);
    quantities[slot] = quantity;
    enqueue(slot, tick);
  }

  /** Takes from an order's quantity; the order leaves when nothing is left. */
  void reduce(int slot, int by) {
    quantities[slot] -= by;
    if (quantities[slot] == 0) {
      remove(slot);
    }
  }

  /** Any order, all alike. Not when empty. */
  int pick(Xoshiro256 random) {
    return slots[random.below(size)];
  }

  /** The oldest order of a level, or {@link #NONE}. */
  int head(int tick) {
    return heads[tick & LEVEL_MASK];
  }

  /** The next younger order of the same level, or {@link #NONE}. */
  int next(int slot) {
    return next[slot];
  }

  long id(int slot) {
    return ids[slot];
  }

  int tick(int slot) {
    return ticks[slot];
  }

  int quantity(int slot) {
    return quantities[slot];
  }

  boolean isBid(int slot) {
    return ticks[slot] <= market;
  }

  /** Oldest order of the best level of a side, or {@link #NONE} when the side is empty. */
  int best(boolean bid) {
    final int step = bid ? -1 : 1;
    int tick = bid ? market : market + 1;
    for (int level = 0; level < SIDE_LEVELS; level++, tick += step) {
      if (head(tick) != NONE) {
        return head(tick);
      }
    }
    return NONE;
  }

  private void enqueue(int slot, int tick) {
    ticks[slot] = tick;
    final int level = tick & LEVEL_MASK;
    final short tail = tails[level];
    previous[slot] = tail;
    next[slot] = NONE;
    if (tail == NONE) {
      heads[level] = (short) slot;
    } else {
      next[tail] = (short) slot;
    }
    tails[level] = (short) slot;
  }

  private void dequeue(int slot) {
    final int level = ticks[slot] & LEVEL_MASK;
    final short before = previous[slot];
    final short after = next[slot];
    if (before == NONE) {
      heads[level] = after;
    } else {
      next[before] = after;
    }
    if (after == NONE) {
      tails[level] = before;
    } else {
      previous[after] = before;
    }
  }
}
