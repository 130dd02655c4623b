package io.hairspring.benchmarks.timer;

import java.util.Arrays;

/**
 * What {@link io.hairspring.kernel.timer.TimerQueue} is compared with: a hierarchical wheel
 * (Varghese and Lauck, 1987, scheme 7; four levels of 64 buckets, a bitmap of the occupied ones to
 * find the next) for timers more than a tick of 65.536 us away, which feeds a binary heap for exact
 * order. It does less than the queue: no owners, periods or precise timers, no ids that outlive
 * their slot, and no bound on the work of a turn. So its figures are a lower bound for such a
 * design.
 */
final class WheelAndHeap {
  private static final int TICK_SHIFT = 16;
  private static final int GROUP_BITS = 6;
  private static final int GROUP = 1 << GROUP_BITS;
  private static final int LEVELS = 4;
  private static final int NONE = -1;

  private final int[] heads = new int[LEVELS * GROUP];
  private final long[] occupied = new long[LEVELS];
  private final int[] next;
  private final int[] previous;
  private final int[] bucket; // of a slot, NONE while it is in the heap
  private final long[] due; // of a slot
  private final int[] free;
  private int freeCount;

  private final long[] heapDue;
  private final int[] heapSlot;
  private final int[] position;
  private int heapSize;

  private long currentTick;
  private long nextTurn = Long.MAX_VALUE;

  WheelAndHeap(int capacity) {
    Arrays.fill(heads, NONE);
    next = new int[capacity];
    previous = new int[capacity];
    bucket = new int[capacity];
    due = new long[capacity];
    free = new int[capacity];
    heapDue = new long[capacity];
    heapSlot = new int[capacity];
    position = new int[capacity];
    for (int slot = capacity - 1; slot >= 0; slot--) {
      free[freeCount++] = slot;
    }
  }

  int schedule(long dueNanos) {
    final int slot = free[--freeCount];
    due[slot] = dueNanos;
    insert(slot);
    return slot;
  }

  void cancel(int slot) {
    if (bucket[slot] == NONE) {
      removeFromHeap(position[slot]);
    } else {
      unlink(slot);
    }
    free[freeCount++] = slot;
  }

  long nextDue() {
    return heapSize == 0 ? nextTurn : Math.min(nextTurn, heapDue[0]);
  }

  boolean expire(long now) {
    while (nextTurn <= now) {
      turn();
    }
    if (heapSize == 0 || heapDue[0] > now) {
      return false;
    }
    free[freeCount++] = heapSlot[0];
    removeFromHeap(0);
    return true;
  }

  private void insert(int slot) {
    final long tick = due[slot] >> TICK_SHIFT;
    if (tick <= currentTick) {
      bucket[slot] = NONE;
      climb(heapSize++, due[slot], slot);
      return;
    }
    final int level = (63 - Long.numberOfLeadingZeros(tick ^ currentTick)) / GROUP_BITS;
    final int index = (int) (tick >> (GROUP_BITS * level)) & (GROUP - 1);
    final int at = level * GROUP + index;
    bucket[slot] = at;
    previous[slot] = NONE;
    next[slot] = heads[at];
    if (heads[at] != NONE) {
      previous[heads[at]] = slot;
    }
    heads[at] = slot;
    occupied[level] |= 1L << index;
    nextTurn = Math.min(nextTurn, startOf(level, index));
  }

  private void unlink(int slot) {
    final int at = bucket[slot];
    if (previous[slot] == NONE) {
      heads[at] = next[slot];
      if (next[slot] == NONE) {
        occupied[at >> GROUP_BITS] &= ~(1L << (at & (GROUP - 1)));
        findNextTurn();
      }
    } else {
      next[previous[slot]] = next[slot];
    }
    if (next[slot] != NONE) {
      previous[next[slot]] = previous[slot];
    }
  }

  private void turn() {
    currentTick = nextTurn >> TICK_SHIFT;
    int level = 0;
    while (occupied[level] == 0) {
      level++;
    }
    final int at = level * GROUP + Long.numberOfTrailingZeros(occupied[level]);
    occupied[level] &= occupied[level] - 1;
    int slot = heads[at];
    heads[at] = NONE;
    while (slot != NONE) {
      final int following = next[slot];
      insert(slot);
      slot = following;
    }
    findNextTurn();
  }

  private void findNextTurn() {
    nextTurn = Long.MAX_VALUE;
    for (int level = 0; level < LEVELS && nextTurn == Long.MAX_VALUE; level++) {
      if (occupied[level] != 0) {
        nextTurn = startOf(level, Long.numberOfTrailingZeros(occupied[level]));
      }
    }
  }

  private long startOf(int level, int index) {
    final int shift = GROUP_BITS * level;
    return (((currentTick >> shift) & -GROUP) | index) << shift << TICK_SHIFT;
  }

  private void removeFromHeap(int hole) {
    final int last = --heapSize;
    if (hole != last) {
      final long lastDue = heapDue[last];
      if (hole > 0 && lastDue < heapDue[(hole - 1) >> 1]) {
        climb(hole, lastDue, heapSlot[last]);
      } else {
        descend(hole, lastDue, heapSlot[last]);
      }
    }
  }

  private void climb(int from, long dueNanos, int slot) {
    int hole = from;
    while (hole > 0 && dueNanos < heapDue[(hole - 1) >> 1]) {
      final int parent = (hole - 1) >> 1;
      place(hole, heapDue[parent], heapSlot[parent]);
      hole = parent;
    }
    place(hole, dueNanos, slot);
  }

  private void descend(int from, long dueNanos, int slot) {
    int hole = from;
    int child = 2 * hole + 1;
    while (child < heapSize) {
      if (child + 1 < heapSize && heapDue[child + 1] < heapDue[child]) {
        child++;
      }
      if (dueNanos <= heapDue[child]) {
        break;
      }
      place(hole, heapDue[child], heapSlot[child]);
      hole = child;
      child = 2 * hole + 1;
    }
    place(hole, dueNanos, slot);
  }

  private void place(int at, long dueNanos, int slot) {
    heapDue[at] = dueNanos;
    heapSlot[at] = slot;
    position[slot] = at;
  }
}
