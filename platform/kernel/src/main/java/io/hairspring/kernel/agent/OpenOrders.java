package io.hairspring.kernel.agent;

import org.agrona.collections.Long2LongHashMap;

/**
 * The orders that are open at the venue, as far as commands and reports tell, side by side in the
 * first places of arrays of fixed size: the kill switch goes through them and through nothing else.
 * One thread.
 */
final class OpenOrders {
  /** {@link #find}: no such order. */
  static final int NONE = -1;

  private static final float LOAD = 0.5f;

  private final int capacity;
  private final long[] ids;
  private final int[] instruments;
  private final boolean[] acknowledged;
  private final boolean[] cancelling;
  private final Long2LongHashMap places;
  private int size;

  /** For so many orders. */
  OpenOrders(int capacity) {
    this.capacity = capacity;
    this.ids = new long[capacity];
    this.instruments = new int[capacity];
    this.acknowledged = new boolean[capacity];
    this.cancelling = new boolean[capacity];
    // Twice as many entries as there will be: it never grows.
    this.places = new Long2LongHashMap(2 * (capacity + 1), LOAD, NONE);
  }

  /** How many there are: their places are from 0 to this. */
  int size() {
    return size;
  }

  boolean full() {
    return size == capacity;
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

  /** Whether a cancel of it is on its way. */
  void cancelling(int place, boolean now) {
    cancelling[place] = now;
  }

  boolean acknowledged(int place) {
    return acknowledged[place];
  }

  void acknowledge(int place) {
    acknowledged[place] = true;
  }

  /** The place of an order until the next {@link #remove}, or {@link #NONE}. */
  int find(long id) {
    return (int) places.get(id);
  }

  /** Adds an order that is not there; there must be room. */
  void add(long id, int instrument) {
    put(size, id, instrument, false, false);
    size++;
  }

  private void put(int place, long id, int instrument, boolean known, boolean leaving) {
    ids[place] = id;
    instruments[place] = instrument;
    acknowledged[place] = known;
    cancelling[place] = leaving;
    places.put(id, place);
  }

  /** Takes an order out; the last one comes to its place. */
  void remove(int place) {
    places.remove(ids[place]);
    size--;
    if (place < size) {
      put(place, ids[size], instruments[size], acknowledged[size], cancelling[size]);
    }
  }
}
