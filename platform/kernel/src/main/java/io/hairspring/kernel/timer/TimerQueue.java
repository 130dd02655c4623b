package io.hairspring.kernel.timer;

import io.hairspring.api.task.HotPath;
import io.hairspring.api.time.TimerTerms;
import io.hairspring.api.time.Timers;

/**
 * The timers of one lane. They fire in the order of (due time, precise before ordinary, order of
 * setting); a periodic timer keeps its place of setting for all its ticks.
 *
 * <p>Two heaps, precise timers and ordinary ones, so that the earliest of either is known exactly.
 * Setting, cancelling and firing each walk one heap from a timer's place towards the top or the
 * bottom, which is log4(timers) levels: that is the worst case too. There is no work that is put
 * off, so a clock that jumps makes many timers due but no single call longer. All memory is
 * allocated by the constructor, about 90 bytes a timer. Times are nanoseconds of the platform
 * clock, compared as signed numbers. Lane thread only.
 *
 * <p>A lane compares {@link #nextDue()} with the clock, and when that has come, calls {@link
 * #expire} and runs what the {@code fired} accessors name.
 */
@HotPath
public final class TimerQueue {
  private static final long ONCE = 0;

  private final TimerSlots slots;
  private final TimerHeap precise;
  private final TimerHeap ordinary;
  private final long[] heldDue; // by slot
  private int held;
  private long nextDue = Long.MAX_VALUE;
  private long nextPreciseDue = Long.MAX_VALUE;

  private long firedId;
  private int firedOwner;
  private long firedDueNanos;
  private long firedArgument;
  private long firedMissed;
  private boolean firedPrecise;

  private long fired;
  private long missed;
  private long refused;

  /**
   * Allocates a queue.
   *
   * @param capacity timers that can be set at one time, from 1 to 2^20
   * @throws IllegalArgumentException when the capacity is out of these bounds
   */
  public TimerQueue(int capacity) {
    this(new TimerSlots(capacity, 0));
  }

  /** On slots of its own. */
  TimerQueue(TimerSlots slots) {
    this.slots = slots;
    final int[] positions = new int[slots.capacity()];
    precise = new TimerHeap(positions);
    ordinary = new TimerHeap(positions);
    heldDue = new long[slots.capacity()];
  }

  /**
   * Sets a timer that fires once.
   *
   * @param owner number of the task it is for
   * @param dueNanos platform time at which it is due; past is at once, {@link Long#MAX_VALUE} never
   * @param precise whether {@link #nextPreciseDue()} heeds it
   * @param argument handed back when it fires
   * @return the timer's id, or {@link Timers#REFUSED}, counted, when as many timers are set as the
   *     capacity allows, or after 2^43 timers
   */
  public long once(int owner, long dueNanos, boolean precise, long argument) {
    return set(owner, dueNanos, ONCE, 1, precise, argument);
  }

  /**
   * Sets a periodic timer; tick n is due at {@code firstNanos + n * period}.
   *
   * @param owner number of the task it is for
   * @param firstNanos platform time of the first tick
   * @param terms period, policy for missed ticks and precision; not kept
   * @param argument handed back at every tick
   * @return the timer's id, or {@link Timers#REFUSED}, as for {@link #once}
   */
  public long every(int owner, long firstNanos, TimerTerms terms, long argument) {
    return set(owner, firstNanos, terms.periodNanos(), terms.bound(), terms.precise(), argument);
  }

  /**
   * Cancels a timer; a periodic one also while its tick is handled.
   *
   * @param id any value
   * @return whether the timer was still to fire
   */
  public boolean cancel(long id) {
    if (!slots.isSet(id)) {
      return false;
    }
    remove(TimerSlots.slot(id));
    refresh();
    return true;
  }

  /** Whether an id, any value, names a periodic timer that is set on these terms. */
  public boolean ticks(long id, TimerTerms terms) {
    final int slot = TimerSlots.slot(id);
    return slots.isSet(id)
        && slots.period(slot) == terms.periodNanos()
        && slots.isPrecise(slot) == terms.precise();
  }

  /** Cancels a timer as {@link #cancel(long)} does, if it is this owner's. */
  public boolean cancel(int owner, long id) {
    if (!slots.isSet(id) || slots.owner(TimerSlots.slot(id)) != owner) {
      return false;
    }
    return cancel(id);
  }

  /**
   * Cancels all timers of a task that leaves, also those that are held. Looks at every slot that
   * was ever in use: for a change of plan, not for a cycle.
   *
   * @return how many it were
   */
  public int cancelOwner(int owner) {
    final int before = slots.used();
    for (int slot = 0; slot < slots.everUsed(); slot++) {
      if (slots.isUsed(slot) && slots.owner(slot) == owner) {
        remove(slot);
      }
    }
    refresh();
    return before - slots.used();
  }

  /**
   * Takes the next timer that is due, if one is, and makes it readable by the {@code fired}
   * accessors. One that fires once is gone with that; a periodic one is set to its next tick.
   *
   * @param now platform time; at the end of time, {@link Long#MAX_VALUE}, what is due never still
   *     does not fire
   * @return whether a timer fired; if so, another may be due
   */
  public boolean expire(long now) {
    if (now < nextDue || nextDue == Long.MAX_VALUE) {
      return false;
    }
    fire(now);
    refresh();
    return true;
  }

  /** Number of the task whose timer fires next; there must be one. */
  public int nextOwner() {
    return slots.owner(TimerSlots.slot(first().id()));
  }

  /**
   * Takes the timer that would fire next out of the order, with all that is set of it, because its
   * task is not there to be told; there must be one. It can be cancelled as before.
   */
  public void hold() {
    final TimerHeap heap = first();
    final int slot = TimerSlots.slot(heap.id());
    heldDue[slot] = heap.due();
    heap.remove(slot);
    slots.held(slot, true);
    held++;
    refresh();
  }

  /**
   * The next slot with a timer that was taken out of the order, or -1: looks at every slot that was
   * ever in use, for a change of plan, and at none when nothing is held.
   *
   * @param from the first to look at
   */
  public int nextHeld(int from) {
    for (int slot = from; held > 0 && slot < slots.everUsed(); slot++) {
      if (isHeld(slot)) {
        return slot;
      }
    }
    return -1;
  }

  /** Number of the task whose timer a slot has. */
  public int heldOwner(int slot) {
    return slots.owner(slot);
  }

  /** Gives the timer of a slot that is held its place in the order back, due when it was due. */
  public void resume(int slot) {
    slots.held(slot, false);
    held--;
    heap(slot).add(heldDue[slot], slots.id(slot));
    refresh();
  }

  private boolean isHeld(int slot) {
    return slots.isUsed(slot) && slots.isHeld(slot);
  }

  private TimerHeap first() {
    return nextPreciseDue == nextDue ? precise : ordinary;
  }

  private TimerHeap heap(int slot) {
    return slots.isPrecise(slot) ? precise : ordinary;
  }

  private void fire(long now) {
    final TimerHeap heap = first();
    firedId = heap.id();
    firedDueNanos = nextDue;
    final int slot = TimerSlots.slot(firedId);
    firedOwner = slots.owner(slot);
    firedArgument = slots.argument(slot);
    firedPrecise = slots.isPrecise(slot);
    firedMissed = 0;
    fired++;
    if (slots.period(slot) == ONCE) {
      remove(slot);
    } else {
      tick(heap, slot, now);
    }
  }

  /**
   * Due time of the timer that fires next, exactly; {@link Long#MAX_VALUE} when there is none. The
   * read of a field.
   */
  public long nextDue() {
    return nextDue;
  }

  /**
   * Due time of the precise timer that fires next, exactly; {@link Long#MAX_VALUE} when there is
   * none. The read of a field.
   */
  public long nextPreciseDue() {
    return nextPreciseDue;
  }

  /** Id of the timer that fired last; no longer one to cancel if it fires once. */
  public long firedId() {
    return firedId;
  }

  /** Number of the task whose timer fired last. */
  public int firedOwner() {
    return firedOwner;
  }

  /** Platform time at which the timer that fired last was due. */
  public long firedDueNanos() {
    return firedDueNanos;
  }

  /** What was given when the timer that fired last was set. */
  public long firedArgument() {
    return firedArgument;
  }

  /** Ticks after the one that fired last which had passed and are skipped. */
  public long firedMissed() {
    return firedMissed;
  }

  /** Whether the timer that fired last is precise. */
  public boolean firedPrecise() {
    return firedPrecise;
  }

  /** Timers that can be set at one time. */
  public int capacity() {
    return slots.capacity();
  }

  /** Timers that are set. */
  public int active() {
    return slots.used();
  }

  /** Timers and ticks that fired since the start. */
  public long fired() {
    return fired;
  }

  /** Ticks skipped since the start. */
  public long missed() {
    return missed;
  }

  /** Timers refused since the start. */
  public long refused() {
    return refused;
  }

  private long set(
      int owner, long dueNanos, long period, int bound, boolean precise, long argument) {
    if (!slots.hasRoom()) {
      refused++;
      return Timers.REFUSED;
    }
    final long id = slots.take(owner, period, bound, precise, argument);
    (precise ? this.precise : ordinary).add(dueNanos, id);
    refresh();
    return id;
  }

  /**
   * Sets the timer that is first in its heap to its next tick. A tick has passed when it was due
   * before now; differences and their quotient are unsigned, since they can exceed a signed long.
   */
  private void tick(TimerHeap heap, int slot, long now) {
    final long period = slots.period(slot);
    final long late = now - firedDueNanos;
    if (Long.compareUnsigned(late, period) <= 0) {
      slots.late(slot, 0);
    } else if (slots.late(slot) + 1 < slots.bound(slot)) {
      slots.late(slot, slots.late(slot) + 1);
      heap.postponeFirst(firedDueNanos + period);
      return;
    } else {
      slots.late(slot, 0);
      firedMissed = Long.divideUnsigned(late - 1, period);
      missed += firedMissed;
    }
    final long next = firedDueNanos + (firedMissed + 1) * period;
    if (next < now) {
      // Past the end of time: there is no such tick.
      remove(slot);
    } else {
      heap.postponeFirst(next);
    }
  }

  private void remove(int slot) {
    if (slots.isHeld(slot)) {
      held--;
    } else {
      heap(slot).remove(slot);
    }
    slots.release(slot);
  }

  private void refresh() {
    nextPreciseDue = precise.due();
    nextDue = Math.min(nextPreciseDue, ordinary.due());
  }
}
