package io.hairspring.kernel.timer;

import io.hairspring.api.task.HotPath;

/**
 * A priority queue of timers by due time and then by id: an implicit heap of four children to a
 * node (d-ary heap: D. B. Johnson, Information Processing Letters 4(3), 1975; four, because a
 * node's children then fill about a cache line, after LaMarca and Ladner, The Influence of Caches
 * on the Performance of Heaps, 1996). Where each timer stands is kept by slot, so that any can be
 * removed.
 *
 * <p>Adding climbs and removing climbs or descends at most log4(timers) levels: nine for 100,000
 * timers, four comparisons a level at most. Nothing is put off for later. Lane thread only.
 */
@HotPath
final class TimerHeap {
  private static final int CHILDREN = 4;

  private final long[] entries; // due time and id, alternating
  private final int[] positions; // by slot
  private int size;

  /**
   * An empty heap.
   *
   * @param positions one element for each slot that ids can name; may be shared by heaps that never
   *     hold the same slot
   */
  TimerHeap(int[] positions) {
    this.positions = positions;
    entries = new long[2 * positions.length];
  }

  /** Due time of the earliest timer, or {@link Long#MAX_VALUE} when there is none. */
  long due() {
    return size == 0 ? Long.MAX_VALUE : entries[0];
  }

  /** Id of the earliest timer; there must be one. */
  long id() {
    return entries[1];
  }

  /** Adds a timer that is not in the heap; there must be room. */
  void add(long due, long id) {
    climb(size++, due, id);
  }

  /** Removes the timer of a slot that is in this heap. */
  void remove(int slot) {
    final int hole = positions[slot];
    final int last = --size;
    if (hole != last) {
      final long due = entries[2 * last];
      final long id = entries[2 * last + 1];
      if (hole > 0 && before(due, id, (hole - 1) / CHILDREN)) {
        climb(hole, due, id);
      } else {
        descend(hole, due, id);
      }
    }
  }

  /** Gives the earliest timer a due time that is not before its present one. */
  void postponeFirst(long due) {
    descend(0, due, entries[1]);
  }

  private void climb(int from, long due, long id) {
    int hole = from;
    while (hole > 0) {
      final int parent = (hole - 1) / CHILDREN;
      if (!before(due, id, parent)) {
        break;
      }
      place(hole, entries[2 * parent], entries[2 * parent + 1]);
      hole = parent;
    }
    place(hole, due, id);
  }

  private void descend(int from, long due, long id) {
    int hole = from;
    int child = CHILDREN * hole + 1;
    while (child < size) {
      final int earliest = earliest(child, Math.min(child + CHILDREN, size));
      if (before(due, id, earliest)) {
        break;
      }
      place(hole, entries[2 * earliest], entries[2 * earliest + 1]);
      hole = earliest;
      child = CHILDREN * hole + 1;
    }
    place(hole, due, id);
  }

  private int earliest(int first, int end) {
    if (end - first < CHILDREN) {
      int earliest = first;
      for (int i = first + 1; i < end; i++) {
        earliest = earlier(earliest, i);
      }
      return earliest;
    }
    // Two pairs, so that their comparisons do not wait for each other.
    return earlier(earlier(first, first + 1), earlier(first + 2, first + 3));
  }

  // Which of two is earlier cannot be foretold, so it is chosen by a conditional move; that they
  // are
  // due in the same nanosecond can be.
  private int earlier(int one, int other) {
    final long due = entries[2 * one];
    final long otherDue = entries[2 * other];
    if (due == otherDue) {
      return entries[2 * one + 1] < entries[2 * other + 1] ? one : other;
    }
    return due < otherDue ? one : other;
  }

  private boolean before(long due, long id, int position) {
    final long other = entries[2 * position];
    return due < other || (due == other && id < entries[2 * position + 1]);
  }

  private void place(int position, long due, long id) {
    entries[2 * position] = due;
    entries[2 * position + 1] = id;
    positions[TimerSlots.slot(id)] = position;
  }
}
