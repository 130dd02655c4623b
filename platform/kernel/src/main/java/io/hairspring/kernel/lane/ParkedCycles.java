package io.hairspring.kernel.lane;

import io.hairspring.api.task.HotPath;
import io.hairspring.kernel.plan.Plan;

/**
 * The cycles whose deferred steps wait for slack, oldest first, and the pool that all cycles come
 * from. Bounded: when every place is taken the oldest has to go before another comes.
 */
@HotPath
final class ParkedCycles {
  private final LaneCycle[] waiting;
  private final LaneCycle[] free;
  private int count;
  private int unused;

  /** Free cycles below this one have not been used since the last plan was adopted. */
  private int untouched;

  /** One more cycle than there are places: the one to begin with. */
  ParkedCycles(StepWalker walker, int places, int words) {
    waiting = new LaneCycle[places];
    free = new LaneCycle[places + 1];
    for (unused = 0; unused < free.length; unused++) {
      free[unused] = new LaneCycle(walker, words);
    }
    untouched = unused;
  }

  LaneCycle take() {
    final LaneCycle cycle = free[--unused];
    untouched = Math.min(untouched, unused);
    return cycle;
  }

  /**
   * A plan is adopted: the free cycles let go of what they ran before, which may be of a bundle
   * that is about to leave.
   */
  void forget(Plan next) {
    for (int i = untouched; i < unused; i++) {
      free[i].forget(next);
    }
    untouched = unused;
  }

  boolean full() {
    return count == waiting.length;
  }

  int count() {
    return count;
  }

  LaneCycle get(int index) {
    return waiting[index];
  }

  void add(LaneCycle cycle) {
    waiting[count++] = cycle;
  }

  /** Takes a cycle out and gives it back to the pool. */
  void remove(int index) {
    free[unused++] = waiting[index];
    count--;
    System.arraycopy(waiting, index + 1, waiting, index, count - index);
  }

  /** The oldest with a sensitive step that is ready, or the oldest of all. */
  int next() {
    for (int i = 0; i < count; i++) {
      if (waiting[i].anyReady(waiting[i].sequence.sensitiveWords)) {
        return i;
      }
    }
    return 0;
  }
}
