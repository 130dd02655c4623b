package io.hairspring.kernel.swap;

import io.hairspring.api.market.InstrumentDirectory;
import io.hairspring.api.time.PlatformClock;
import io.hairspring.kernel.ring.LineRing;
import org.agrona.BufferUtil;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * What shadows of a session take place on: the ring that live events are copied into, and two
 * stages. Allocated with the first swap and used again by the next, unless a shadow did not come
 * back from it.
 */
public final class ShadowGround {
  private static final int ALIGNMENT = 64;

  private final PlatformClock clock;
  private final int bookOrders;
  private final int bookLevels;
  private final LineRing copies;
  private final UnsafeBuffer snapshot;
  private final Stage live;
  private Stage rehearsal;
  private int rehearsed = -1;

  /**
   * The ground of a session.
   *
   * @param instruments the session's
   * @param bookOrders resting orders a book holds
   * @param bookLevels price levels a side of a book holds
   */
  public ShadowGround(
      PlatformClock clock,
      InstrumentDirectory instruments,
      int bookOrders,
      int bookLevels,
      SwapSettings settings) {
    this.clock = clock;
    this.bookOrders = bookOrders;
    this.bookLevels = bookLevels;
    copies = new LineRing(settings.copyLines());
    snapshot = buffer(settings);
    live = new Stage(clock, instruments, bookOrders, bookLevels, snapshot);
  }

  /** A buffer for a state, touched once, so that no page of it is new to the lane. */
  public static UnsafeBuffer buffer(SwapSettings settings) {
    final UnsafeBuffer buffer =
        new UnsafeBuffer(BufferUtil.allocateDirectAligned(settings.snapshotBytes(), ALIGNMENT));
    buffer.setMemory(0, buffer.capacity(), (byte) 0);
    return buffer;
  }

  /** Where the feed copies live events to. */
  public LineRing copies() {
    return copies;
  }

  /** What a state is handed over through, while no shadow runs. */
  public UnsafeBuffer snapshot() {
    return snapshot;
  }

  Stage live() {
    return live;
  }

  /** The stage for a rehearsal with some instruments. */
  Stage rehearsal(InstrumentDirectory instruments) {
    final int count = instruments.all().size();
    if (rehearsed != count) {
      rehearsed = count;
      rehearsal = new Stage(clock, instruments, bookOrders, bookLevels, snapshot);
    }
    return rehearsal;
  }
}
