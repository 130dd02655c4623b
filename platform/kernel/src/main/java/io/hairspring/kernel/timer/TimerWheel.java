package io.hairspring.kernel.timer;

import io.hairspring.api.task.HotPath;
import java.util.Arrays;

/**
 * Keeps far timers out of the heap until shortly before they are due: a hierarchical timing wheel
 * (G. Varghese and T. Lauck, Hashed and Hierarchical Timing Wheels, SOSP 1987, scheme 7). Eight
 * levels of 64 buckets cover all of time in ticks of 65.536 us, so that nothing overflows; a bit
 * for each bucket tells the occupied ones, so that empty ones cost nothing however far the clock
 * jumps.
 *
 * <p>The wheel stands at a tick. A timer of a later tick is in the level of the highest group of
 * six bits in which the two ticks differ; a timer of the same tick or an earlier one belongs in the
 * heap. {@link #turn} moves the wheel on to the next occupied bucket and its timers, a few at a
 * time, to lower levels or the heap: each at most eight times in its life. No timer from the
 * bucket's start on may fire before the bucket is empty. Turning begins {@link #LEAD} ticks, about
 * a millisecond, before that start: the time in which an idle lane moves some tens of thousands of
 * timers, so that more of them in one bucket make a timer late, never early.
 *
 * <p>Ticks are numbered from the least long on, so that they compare like the due times. Lane
 * thread only.
 */
@HotPath
final class TimerWheel {
  /** Ticks by which turning precedes the start of a bucket. */
  static final int LEAD = 16;

  private static final int TICK_SHIFT = 16;
  private static final int GROUP_BITS = 6;
  private static final int GROUP = 1 << GROUP_BITS;
  private static final int LEVELS = (Long.SIZE - TICK_SHIFT) / GROUP_BITS;
  private static final long END = 1L << (Long.SIZE - TICK_SHIFT);
  private static final int NONE = -1;

  private final TimerSlots slots;
  private final TimerHeap heap;
  private final int[] heads = new int[LEVELS * GROUP];
  private final long[] occupied = new long[LEVELS];
  // Apart from what else is known of a timer, so that what a turn touches stays in the cache.
  private final long[] dues; // by slot, as the three below
  private final int[] next;
  private final int[] previous;
  private final int[] buckets; // NONE where the timer is not in the wheel
  private long tick;
  private long nextTick = END; // start of the first occupied bucket
  private int turning = NONE; // the bucket whose start the wheel stands at, not yet empty

  /** An empty wheel, which stands at the beginning of time and feeds a heap. */
  TimerWheel(TimerSlots slots, TimerHeap heap) {
    this.slots = slots;
    this.heap = heap;
    dues = new long[slots.capacity()];
    next = new int[slots.capacity()];
    previous = new int[slots.capacity()];
    buckets = new int[slots.capacity()];
    Arrays.fill(heads, NONE);
    Arrays.fill(buckets, NONE);
  }

  /**
   * Platform time before which the wheel need not be turned; {@link Long#MAX_VALUE} when it is
   * empty.
   */
  long turnDue() {
    return nextTick == END ? Long.MAX_VALUE : startOf(Math.max(0, nextTick - LEAD));
  }

  /** Whether timers due at a time may still be in the wheel. */
  boolean mayHold(long due) {
    return nextTick <= tickOf(due);
  }

  /** Whether the timer of a slot is in the wheel. */
  boolean holds(int slot) {
    return buckets[slot] != NONE;
  }

  /** Whether a timer of that due time belongs in the heap. */
  boolean isNear(long due) {
    return tickOf(due) <= tick;
  }

  /** Takes a timer in, which {@link #isNear} is not true of. */
  void add(int slot, long due) {
    final long timerTick = tickOf(due);
    final int level = (63 - Long.numberOfLeadingZeros(timerTick ^ tick)) / GROUP_BITS;
    final int index = (int) (timerTick >> (GROUP_BITS * level)) & (GROUP - 1);
    final int bucket = level * GROUP + index;
    final int head = heads[bucket];
    dues[slot] = due;
    buckets[slot] = bucket;
    previous[slot] = NONE;
    next[slot] = head;
    if (head != NONE) {
      previous[head] = slot;
    }
    heads[bucket] = slot;
    occupied[level] |= 1L << index;
    nextTick = Math.min(nextTick, startTick(level, index));
  }

  /** Removes the timer of a slot that is in the wheel. */
  void remove(int slot) {
    final int bucket = buckets[slot];
    final int before = previous[slot];
    final int after = next[slot];
    buckets[slot] = NONE;
    if (after != NONE) {
      previous[after] = before;
    }
    if (before != NONE) {
      next[before] = after;
    } else {
      heads[bucket] = after;
      if (after == NONE) {
        vacate(bucket);
      }
    }
  }

  /**
   * Turns the wheel towards a time, by a bounded amount of work, so that timers due until {@link
   * #LEAD} ticks after it come to the heap.
   *
   * @param most how many timers are moved
   */
  void turn(long now, int most) {
    final long horizon = horizon(now);
    for (int moved = 0; moved < most && nextTick <= horizon; moved++) {
      if (turning == NONE) {
        tick = nextTick;
        turning = firstBucket();
      }
      move(heads[turning]);
    }
  }

  /** Moves the wheel on to a time's horizon if no bucket stands before that. */
  void approach(long now) {
    final long horizon = horizon(now);
    if (horizon > tick && horizon < nextTick) {
      tick = horizon;
    }
  }

  private void move(int slot) {
    final long due = dues[slot];
    remove(slot);
    if (isNear(due)) {
      heap.add(due, slots.id(slot));
    } else {
      add(slot, due);
    }
  }

  private void vacate(int bucket) {
    occupied[bucket / GROUP] &= ~(1L << (bucket % GROUP));
    if (bucket == turning) {
      turning = NONE;
    }
    if (turning == NONE) {
      final int first = firstBucket();
      nextTick = first == NONE ? END : startTick(first / GROUP, first % GROUP);
    }
  }

  /** The first occupied bucket in time: all of a level come before all of the next. */
  private int firstBucket() {
    for (int level = 0; level < LEVELS; level++) {
      if (occupied[level] != 0) {
        return level * GROUP + Long.numberOfTrailingZeros(occupied[level]);
      }
    }
    return NONE;
  }

  private long startTick(int level, int index) {
    final int shift = GROUP_BITS * level;
    return (((tick >> shift) & -GROUP) | index) << shift;
  }

  private static long horizon(long now) {
    return Math.min(END - 1, tickOf(now) + LEAD);
  }

  private static long tickOf(long due) {
    return (due ^ Long.MIN_VALUE) >>> TICK_SHIFT;
  }

  private static long startOf(long tick) {
    return (tick << TICK_SHIFT) ^ Long.MIN_VALUE;
  }
}
