package io.hairspring.kernel.lane;

import io.hairspring.api.task.HotPath;
import org.agrona.BitUtil;
import org.agrona.concurrent.UnsafeBuffer;

/** What a lane counts: written by its thread, read by any. */
@HotPath
public final class LaneCounters {
  private static final int CYCLES = 0;
  private static final int ORDERS = 8;
  private static final int REFUSED = 16;
  private static final int DROPPED = 24;
  private static final int EVENTS = 32;

  // A cache line of padding on either side: the readers' polling must not slow the lane's
  // neighbours.
  private static final int BASE = 2 * BitUtil.CACHE_LINE_LENGTH;

  private final UnsafeBuffer values = new UnsafeBuffer(new byte[BASE * 3]);

  void cycle(int orders, int refused) {
    add(CYCLES, 1);
    if (orders != 0) {
      add(ORDERS, orders);
    }
    if (refused != 0) {
      add(REFUSED, refused);
    }
  }

  void event() {
    add(EVENTS, 1);
  }

  void recordDropped() {
    add(DROPPED, 1);
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

  /** Order commands refused because the egress ring was full. */
  public long ordersRefused() {
    return values.getLongVolatile(BASE + REFUSED);
  }

  /** Records dropped because their ring was full. */
  public long recordsDropped() {
    return values.getLongVolatile(BASE + DROPPED);
  }

  private void add(int index, long amount) {
    values.putLongRelease(BASE + index, values.getLong(BASE + index) + amount);
  }
}
