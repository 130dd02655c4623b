package io.hairspring.kernel.timer;

import io.hairspring.api.task.HotPath;
import io.hairspring.api.time.TimerTerms;
import io.hairspring.api.time.Timers;

/**
 * The timers of one lane. They fire in the order of (due time, precise before ordinary, order of
 * setting); a periodic timer keeps its place of setting for all its ticks.
 *
 * <p>Precise timers are in a heap, so that the earliest of them is known exactly. Of the ordinary
 * ones those due within a millisecond are in another heap, the rest in a {@link TimerWheel} that
 * feeds it. Setting and cancelling take constant time in the wheel and at most log4(timers) levels
 * in a heap; a call of {@link #expire} moves at most {@value
 * #MOST_MOVES} timers on in the wheel, each at most eight times in its life, and takes one off a heap. That is
 * the worst case too: a clock that jumps makes many timers due, but no single call longer. All
 * memory is allocated by the constructor, about 100 bytes a timer. Times are nanoseconds of the
 * platform clock, compared as signed numbers. Lane thread only.
 *
 * <p>A lane compares {@link #nextDue()} with the clock. While it is not later, the lane calls
 * {@link #expire}, and when that returns true runs what the {@code fired} accessors name.
 */
@HotPath
public final class TimerQueue {
  private static final long ONCE = 0;
  private static final long LAST_DUE = Long.MAX_VALUE - 1;
  private static final int MOST_MOVES = 16;

  private final TimerSlots slots;
  private final TimerHeap precise;
  private final TimerHeap near;
  private final TimerWheel far;
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
    near = new TimerHeap(positions);
    far = new TimerWheel(slots, near);
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

  /** Cancels a timer as {@link #cancel(long)} does, if it is this owner's. */
  public boolean cancel(int owner, long id) {
    return slots.isSet(id) && slots.owner(TimerSlots.slot(id)) == owner && cancel(id);
  }

  /**
   * Cancels all timers of a task that leaves. Looks at every slot that was ever in use: for a
   * change of plan, not for a cycle.
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
   * accessors. One that fires once is gone with that; a periodic one is set to its next tick. Before
   * that, if none is ready, the wheel is turned by a bounded amount of work.
   *
   * @param now platform time, not before that of the last call
   * @return whether a timer fired. If not, there may still be one that is due behind the wheel's
   *     next turns: nothing is due any more only when {@link #nextDue()} is after {@code now}
   */
  public boolean expire(long now) {
    final long time = Math.min(now, LAST_DUE);
    if (time < nextDue) {
      return false;
    }
    if (!ready(time)) {
      far.turn(time, MOST_MOVES);
    }
    far.approach(time);
    final boolean fires = ready(time);
    if (fires) {
      fire(time);
    }
    refresh();
    return fires;
  }

  /** Whether a timer is due of which it is certain that it is the first. */
  private boolean ready(long now) {
    final long due = Math.min(precise.due(), near.due());
    return due <= now && !far.mayHold(due);
  }

  private void fire(long now) {
    final TimerHeap heap = precise.due() <= near.due() ? precise : near;
    firedId = heap.id();
    firedDueNanos = heap.due();
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
   * When {@link #expire} must be called next: the due time of the timer that fires next, or the
   * time, earlier than that, at which the wheel is to be turned; {@link Long#MAX_VALUE} when there
   * is nothing to do. No timer is due before it. The read of a field.
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
    if (precise) {
      this.precise.add(dueNanos, id);
    } else if (far.isNear(dueNanos)) {
      near.add(dueNanos, id);
    } else {
      far.add(TimerSlots.slot(id), dueNanos);
    }
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
      // Before now, so the heap's.
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
    } else if (firedPrecise || far.isNear(next)) {
      heap.postponeFirst(next);
    } else {
      heap.remove(slot);
      far.add(slot, next);
    }
  }

  private void remove(int slot) {
    if (slots.isPrecise(slot)) {
      precise.remove(slot);
    } else if (far.holds(slot)) {
      far.remove(slot);
    } else {
      near.remove(slot);
    }
    slots.release(slot);
  }

  private void refresh() {
    nextPreciseDue = precise.due();
    nextDue = Math.min(Math.min(nextPreciseDue, near.due()), far.turnDue());
  }
}
