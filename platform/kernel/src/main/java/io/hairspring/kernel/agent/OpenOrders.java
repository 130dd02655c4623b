package io.hairspring.kernel.agent;

import org.agrona.BitUtil;
import org.agrona.collections.Hashing;

/**
 * The orders that are open at the venue, as far as commands and reports tell: a table of fixed size
 * with linear probing. One thread.
 */
final class OpenOrders {
  /** {@link #find}: no such order. */
  static final int NONE = -1;

  // A client order id has its strategy's slot in its top bits and is never 0.
  private static final long FREE = 0;

  private final int capacity;
  private final int mask;
  private final long[] ids;
  private final int[] instruments;
  private final boolean[] acknowledged;
  private final boolean[] cancelling;
  private int size;

  /** For so many orders. */
  OpenOrders(int capacity) {
    this.capacity = capacity;
    final int places = BitUtil.findNextPositivePowerOfTwo(capacity * 2);
    this.mask = places - 1;
    this.ids = new long[places];
    this.instruments = new int[places];
    this.acknowledged = new boolean[places];
    this.cancelling = new boolean[places];
  }

  int size() {
    return size;
  }

  boolean full() {
    return size == capacity;
  }

  /** Places of the table: {@link #at} says which of them are taken. */
  int places() {
    return ids.length;
  }

  /** Whether an order is at a place. */
  boolean at(int place) {
    return ids[place] != FREE;
  }

  long id(int place) {
    return ids[place];
  }

  int instrument(int place) {
    return instruments[place];
  }

  boolean cancelling(int place) {
    return cancelling[place];
  }

  /** A cancel of it is on its way. */
  void cancel(int place) {
    cancelling[place] = true;
  }

  boolean acknowledged(int place) {
    return acknowledged[place];
  }

  void acknowledge(int place) {
    acknowledged[place] = true;
  }

  /** The place of an order, or {@link #NONE}. */
  int find(long id) {
    int place = Hashing.hash(id, mask);
    while (ids[place] != FREE) {
      if (ids[place] == id) {
        return place;
      }
      place = place + 1 & mask;
    }
    return NONE;
  }

  /** Adds an order that is not there; there must be room. */
  void add(long id, int instrument) {
    int place = Hashing.hash(id, mask);
    while (ids[place] != FREE) {
      place = place + 1 & mask;
    }
    put(place, id, instrument, false, false);
    size++;
  }

  private void put(int place, long id, int instrument, boolean known, boolean leaving) {
    ids[place] = id;
    instruments[place] = instrument;
    acknowledged[place] = known;
    cancelling[place] = leaving;
  }

  /** Takes an order out, and moves those up that its place had kept from theirs. */
  void remove(int place) {
    int free = place;
    ids[free] = FREE;
    size--;
    int next = free + 1 & mask;
    while (ids[next] != FREE) {
      final int home = Hashing.hash(ids[next], mask);
      if ((next - home & mask) >= (next - free & mask)) {
        put(free, ids[next], instruments[next], acknowledged[next], cancelling[next]);
        ids[next] = FREE;
        free = next;
      }
      next = next + 1 & mask;
    }
  }
}
