package io.hairspring.book;

import io.hairspring.api.task.HotPath;
import java.util.Arrays;

/**
 * Gives each order id a slot from 0 to the capacity minus 1, so that whoever keeps orders can do so
 * in parallel arrays indexed by slot.
 *
 * <p>An open-addressing table with linear probing, at most half full, and deletion by shifting back
 * (Knuth, The Art of Computer Programming, volume 3, section 6.4, algorithm R): no tombstones, so
 * that a probe stays short however many orders have come and gone. Everything is allocated by the
 * constructor. One thread.
 */
public final class OrderSlots {
  /** No such order, or no slot left. */
  public static final int NONE = -1;

  private static final int MAX_CAPACITY = 1 << 28;
  private static final long GOLDEN_RATIO = 0x9E3779B97F4A7C15L;

  private final long[] ids;
  private final int[] table; // slot + 1, 0 where empty
  private final int[] free; // the first freeCount are the free slots, the next to be used last
  private final int mask;
  private final int shift;
  private int freeCount;

  /**
   * For a number of orders.
   *
   * @throws IllegalArgumentException when the capacity is not from 1 to 2^28
   */
  public OrderSlots(int capacity) {
    if (capacity < 1 || capacity > MAX_CAPACITY) {
      throw new IllegalArgumentException(
          "capacity is " + capacity + " orders, expected 1 to " + MAX_CAPACITY);
    }
    final int bits = 33 - Integer.numberOfLeadingZeros(capacity - 1);
    ids = new long[capacity];
    free = new int[capacity];
    table = new int[1 << bits];
    mask = table.length - 1;
    shift = 64 - bits;
    releaseAll();
  }

  /** The slot of an order, or {@link #NONE}. */
  @HotPath
  public int find(long id) {
    final int position = position(id);
    return table[position] - 1;
  }

  /** Gives an order that has none a slot; {@link #NONE} when all are taken. */
  @HotPath
  public int add(long id) {
    if (freeCount == 0) {
      return NONE;
    }
    final int slot = free[--freeCount];
    ids[slot] = id;
    table[position(id)] = slot + 1;
    return slot;
  }

  /** Frees the slot of an order and returns it; {@link #NONE} when the order has none. */
  @HotPath
  public int remove(long id) {
    int gap = position(id);
    final int slot = table[gap] - 1;
    if (slot == NONE) {
      return NONE;
    }
    for (int next = (gap + 1) & mask; table[next] != 0; next = (next + 1) & mask) {
      final int home = home(ids[table[next] - 1]);
      // An entry may move back only as far as its home.
      if (((next - home) & mask) >= ((next - gap) & mask)) {
        table[gap] = table[next];
        gap = next;
      }
    }
    table[gap] = 0;
    free[freeCount++] = slot;
    return slot;
  }

  /** Frees every slot. Takes time in proportion to the capacity. */
  public void clear() {
    Arrays.fill(table, 0);
    releaseAll();
  }

  /** Shows each order that has a slot, in no order. Takes time in proportion to the capacity. */
  public void forEach(SlotVisitor visitor) {
    for (final int entry : table) {
      if (entry != 0) {
        visitor.visit(ids[entry - 1], entry - 1);
      }
    }
  }

  /** Is shown orders and their slots. */
  @FunctionalInterface
  public interface SlotVisitor {
    /** One order. */
    void visit(long id, int slot);
  }

  /** Number of orders. */
  public int size() {
    return ids.length - freeCount;
  }

  /** Whether every slot is taken. */
  public boolean full() {
    return freeCount == 0;
  }

  private void releaseAll() {
    freeCount = free.length;
    for (int i = 0; i < freeCount; i++) {
      free[i] = freeCount - 1 - i;
    }
  }

  /** Where an id stands in the table, or the empty place where it would. */
  private int position(long id) {
    int position = home(id);
    while (table[position] != 0 && ids[table[position] - 1] != id) {
      position = (position + 1) & mask;
    }
    return position;
  }

  private int home(long id) {
    return (int) ((id * GOLDEN_RATIO) >>> shift);
  }
}
