package io.hairspring.kernel.timer;

import io.hairspring.api.task.HotPath;

/**
 * What is known of each timer, in slots that are used again, and the ids that name them. An id is
 * the slot in the low {@value #SLOT_BITS} bits and above it the number of the timer in the order of
 * setting, from 1: so ids are positive, ascend, and never come again, and an id whose timer has
 * gone is told from the one that has its slot now. Lane thread only.
 */
@HotPath
final class TimerSlots {
  /** Bits of an id that are the slot. */
  static final int SLOT_BITS = 20;

  /** Slots there can be. */
  static final int MAX_CAPACITY = 1 << SLOT_BITS;

  /** Timers that can ever be set: more than three months of a million a second. */
  static final long LAST_NUMBER = Long.MAX_VALUE >>> SLOT_BITS;

  private static final long FREE = 0;

  // What every firing reads stands together, half a cache line; what only ticks read, apart.
  private static final int STRIDE = 4;
  private static final int ID = 0;
  private static final int PERIOD = 1;
  private static final int ARGUMENT = 2;
  private static final int OWNER = 3; // in the upper half, and flags in the lower
  private static final int PRECISE = 1;
  private static final int HELD = 2;

  private final long[] fields;
  private final int[] bounds;
  private final int[] late;
  private final int[] free; // the first freeCount are free again, the next to be used last
  private int freeCount;
  private int everUsed;
  private long number;

  /**
   * Allocates the slots.
   *
   * @param capacity from 1 to {@link #MAX_CAPACITY}
   * @param number of the last timer that was set, 0 for a new queue
   */
  TimerSlots(int capacity, long number) {
    if (capacity < 1 || capacity > MAX_CAPACITY) {
      throw new IllegalArgumentException(
          "capacity is " + capacity + " timers, expected 1 to " + MAX_CAPACITY);
    }
    fields = new long[capacity * STRIDE];
    bounds = new int[capacity];
    late = new int[capacity];
    free = new int[capacity];
    this.number = number;
  }

  /** The slot that an id names. */
  static int slot(long id) {
    return (int) id & (MAX_CAPACITY - 1);
  }

  int capacity() {
    return free.length;
  }

  /** Slots in use. */
  int used() {
    return everUsed - freeCount;
  }

  /** Every slot in use is below this one. */
  int everUsed() {
    return everUsed;
  }

  /** Whether another timer can be taken in. */
  boolean hasRoom() {
    return (freeCount > 0 || everUsed < free.length) && number < LAST_NUMBER;
  }

  /** Takes a timer in; there must be room. Period 0 for one that fires once. Returns its id. */
  long take(int owner, long period, int bound, boolean precise, long argument) {
    final int slot = freeCount > 0 ? free[--freeCount] : everUsed++;
    final long id = (++number << SLOT_BITS) | slot;
    final int at = slot * STRIDE;
    fields[at + ID] = id;
    fields[at + PERIOD] = period;
    fields[at + ARGUMENT] = argument;
    fields[at + OWNER] = ((long) owner << Integer.SIZE) | (precise ? PRECISE : 0);
    if (period != 0) {
      bounds[slot] = bound;
      late[slot] = 0;
    }
    return id;
  }

  /** Gives the slot of a timer back. */
  void release(int slot) {
    fields[slot * STRIDE + ID] = FREE;
    free[freeCount++] = slot;
  }

  /** Whether an id, any value, names a timer that is set. */
  boolean isSet(long id) {
    final int slot = slot(id);
    return id > FREE && slot < everUsed && fields[slot * STRIDE + ID] == id;
  }

  /** Whether a timer is set in a slot. */
  boolean isUsed(int slot) {
    return fields[slot * STRIDE + ID] != FREE;
  }

  /** Nanoseconds from tick to tick; 0 for a timer that fires once. */
  long period(int slot) {
    return fields[slot * STRIDE + PERIOD];
  }

  long argument(int slot) {
    return fields[slot * STRIDE + ARGUMENT];
  }

  int owner(int slot) {
    return (int) (fields[slot * STRIDE + OWNER] >> Integer.SIZE);
  }

  boolean isPrecise(int slot) {
    return (fields[slot * STRIDE + OWNER] & PRECISE) != 0;
  }

  /** Whether the timer in a slot is out of the order for a while. */
  boolean isHeld(int slot) {
    return (fields[slot * STRIDE + OWNER] & HELD) != 0;
  }

  /** Says so, or that it is back. */
  void held(int slot, boolean held) {
    fields[slot * STRIDE + OWNER] ^= isHeld(slot) == held ? 0 : HELD;
  }

  long id(int slot) {
    return fields[slot * STRIDE + ID];
  }

  /** How many passed ticks of a periodic timer are delivered one after another. */
  int bound(int slot) {
    return bounds[slot];
  }

  /** How many ticks in a row were delivered when the one after them had passed too. */
  int late(int slot) {
    return late[slot];
  }

  void late(int slot, int ticks) {
    late[slot] = ticks;
  }
}
