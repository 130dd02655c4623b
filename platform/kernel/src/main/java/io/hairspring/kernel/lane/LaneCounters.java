package io.hairspring.kernel.lane;

import io.hairspring.api.task.HotPath;
import org.agrona.BitUtil;
import org.agrona.concurrent.UnsafeBuffer;

/** What a lane counts: written by its thread, read by any. */
@HotPath
public final class LaneCounters {
  private static final int BUSY_SINCE = 0;
  private static final int CYCLES = 8;
  private static final int EVENTS = 16;

  // What is read to be added to, apart from what others poll.
  private static final int ADDED_TO = 2 * BitUtil.CACHE_LINE_LENGTH;
  private static final int ORDERS = ADDED_TO;
  private static final int REFUSED = ADDED_TO + 8;
  private static final int ABORTED = ADDED_TO + 16;
  private static final int DROPPED = ADDED_TO + 24;
  private static final int PARKED = ADDED_TO + 32;
  private static final int SHED = ADDED_TO + 40;
  private static final int FORCED = ADDED_TO + 48;
  private static final int LATE = ADDED_TO + 56;
  private static final int OVERRUN = ADDED_TO + 64;
  private static final int CEILING = ADDED_TO + 72;
  private static final int HELD = ADDED_TO + 80;
  private static final int TIMERS = ADDED_TO + 88;

  // Two cache lines of padding on either side: the readers' polling must not slow the lane's
  // neighbours.
  private static final int BASE = 2 * BitUtil.CACHE_LINE_LENGTH;

  private final UnsafeBuffer values = new UnsafeBuffer(new byte[BASE * 4]);

  // The lane's own copies of what changes in every cycle: it need not read what it wrote.
  private long cycles;
  private long events;

  void begin(long nanos) {
    values.putLongRelease(BASE + BUSY_SINCE, nanos);
  }

  void idle() {
    values.putLongRelease(BASE + BUSY_SINCE, 0);
  }

  void countCycle(boolean marketEvent) {
    values.putLongRelease(BASE + CYCLES, ++cycles);
    if (marketEvent) {
      values.putLongRelease(BASE + EVENTS, ++events);
    }
  }

  void countOrders(int sent) {
    if (sent != 0) {
      add(ORDERS, sent);
    }
  }

  void countRefused() {
    add(REFUSED, 1);
  }

  void countAborted() {
    add(ABORTED, 1);
  }

  void countDropped() {
    add(DROPPED, 1);
  }

  void countParked() {
    add(PARKED, 1);
  }

  void countShed(int steps) {
    add(SHED, steps);
  }

  void countForced(int steps) {
    add(FORCED, steps);
  }

  void countLate() {
    add(LATE, 1);
  }

  void countOverBudget() {
    add(OVERRUN, 1);
  }

  void countCeiling() {
    add(CEILING, 1);
  }

  void countHeld() {
    add(HELD, 1);
  }

  void countTimer() {
    add(TIMERS, 1);
  }

  /** When the lane began what it is busy with, in platform time; 0 when it is idle. */
  public long busySince() {
    return values.getLongVolatile(BASE + BUSY_SINCE);
  }

  /** Cycles run. */
  public long cycles() {
    return values.getLongVolatile(BASE + CYCLES);
  }

  /** Market events taken. */
  public long events() {
    return values.getLongVolatile(BASE + EVENTS);
  }

  /** Order commands committed. */
  public long orders() {
    return values.getLongVolatile(BASE + ORDERS);
  }

  /** Order commands refused because the egress ring had no room for them. */
  public long ordersRefused() {
    return values.getLongVolatile(BASE + REFUSED);
  }

  /** Order commands withheld because their cycle was past its deadline. */
  public long ordersAborted() {
    return values.getLongVolatile(BASE + ABORTED);
  }

  /** Records dropped because their ring was full. */
  public long recordsDropped() {
    return values.getLongVolatile(BASE + DROPPED);
  }

  /** Cycles whose deferred steps had to wait for slack behind another cycle. */
  public long parked() {
    return values.getLongVolatile(BASE + PARKED);
  }

  /** Deferred steps left out. */
  public long stepsShed() {
    return values.getLongVolatile(BASE + SHED);
  }

  /** Deferred steps that may not be left out and were run although triggers waited. */
  public long stepsForced() {
    return values.getLongVolatile(BASE + FORCED);
  }

  /** Cycles that missed their deadline. */
  public long deadlinesMissed() {
    return values.getLongVolatile(BASE + LATE);
  }

  /** Runs over budget, of those timed. */
  public long overBudget() {
    return values.getLongVolatile(BASE + OVERRUN);
  }

  /** Times a task was finished first because a more important one needed what it held. */
  public long ceilings() {
    return values.getLongVolatile(BASE + CEILING);
  }

  /** Times a trigger was held back for a precise timer. */
  public long heldForTimer() {
    return values.getLongVolatile(BASE + HELD);
  }

  /** Timers that fired. */
  public long timersFired() {
    return values.getLongVolatile(BASE + TIMERS);
  }

  private void add(int index, long amount) {
    values.putLongRelease(BASE + index, values.getLong(BASE + index) + amount);
  }
}
