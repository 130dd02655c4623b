package io.hairspring.kernel.swap;

import io.hairspring.api.task.HotPath;
import io.hairspring.api.task.Snapshotable;
import io.hairspring.api.time.PlatformClock;
import io.hairspring.kernel.lane.LaneLoop;
import io.hairspring.kernel.plan.Plan;
import io.hairspring.kernel.probe.LaneGuest;
import io.hairspring.kernel.ring.LineRing;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.agrona.MutableDirectBuffer;

/**
 * The moment of a swap: lane 0, between two cycles, takes the state over from the old component to
 * the new one and offers the lanes the plans that have the new one, which they adopt before another
 * cycle begins. Until the lane has begun it can be revoked, and then never happens.
 */
@HotPath
public final class HandOver implements LaneGuest {
  /** How far it goes. */
  public enum Extent {
    /** The state is written, and nothing is done with it. */
    WRITTEN,
    /** The new one reads it too, and that is all, unless it takes long. */
    TRIED,
    /** The new one is in force afterwards. */
    WHOLE
  }

  private static final int OFFERED = 0;
  private static final int REVOKED = 1;
  private static final int TAKEN = 2;
  private static final int CERTAIN = 3;
  private static final int DONE = 4;
  private static final int FAILED = 5;
  private static final int TRIED = 6;

  // A trial that has taken longer is none: the lane does not stand still for that twice.
  private static final long BRIEF_NANOS = TimeUnit.MICROSECONDS.toNanos(100);

  private final Snapshotable from;
  private final Snapshotable to;
  private final int version;
  private final MutableDirectBuffer buffer;
  private final PlatformClock clock;
  private final LaneLoop[] lanes;
  private final Plan[] plans;
  private final Extent extent;
  private final AtomicInteger state = new AtomicInteger(OFFERED);

  // Published by the state.
  private Throwable failure;
  private long startNanos;
  private long stateNanos;

  /**
   * Prepares it.
   *
   * @param from whose state is taken over; null when none is
   * @param to who takes it over
   * @param buffer what it goes through
   * @param lanes the lanes, by number
   * @param plans their plans, by number
   * @param extent how far it goes: what the lane has just done before it does again in a fraction
   *     of the time
   */
  public HandOver(
      Snapshotable from,
      Snapshotable to,
      MutableDirectBuffer buffer,
      PlatformClock clock,
      List<? extends LaneLoop> lanes,
      List<Plan> plans,
      Extent extent) {
    this.from = from;
    this.to = to;
    this.version = from == null ? 0 : from.snapshotVersion();
    this.buffer = buffer;
    this.clock = clock;
    this.lanes = lanes.toArray(LaneLoop[]::new);
    this.plans = plans.toArray(Plan[]::new);
    this.extent = extent;
  }

  @Override
  public void visit(LineRing market, LineRing egress, LineRing records) {
    if (!state.compareAndSet(OFFERED, TAKEN)) {
      return;
    }
    startNanos = clock.nanoTime();
    if (from != null && !handOverState()) {
      state.compareAndSet(TAKEN, FAILED);
      return;
    }
    stateNanos = clock.nanoTime() - startNanos;
    if (extent == Extent.WRITTEN || (extent == Extent.TRIED && stateNanos < BRIEF_NANOS)) {
      state.compareAndSet(TAKEN, TRIED);
      return;
    }
    if (!state.compareAndSet(TAKEN, CERTAIN)) {
      return;
    }
    // Lane 0 last: the others adopt theirs when it says so.
    for (int lane = lanes.length - 1; lane >= 0; lane--) {
      lanes[lane].offer(plans[lane]);
    }
    state.set(DONE);
  }

  private boolean handOverState() {
    try {
      final int length = from.write(buffer, 0);
      if (extent != Extent.WRITTEN) {
        to.read(version, buffer, 0, length);
      }
      return true;
    } catch (final RuntimeException | Error e) {
      failure = e;
      return false;
    }
  }

  /** Takes it back; false when the lane has begun, and then {@link #over} is true soon. */
  public boolean revoke() {
    return state.compareAndSet(OFFERED, REVOKED);
  }

  /**
   * Gives it up while the state is handed over, which takes too long: the lane goes on with the
   * plan it has when that returns. False when the lane has left that behind, and then {@link #over}
   * is true soon. Control thread.
   */
  public boolean abandon() {
    return state.compareAndSet(TAKEN, REVOKED);
  }

  /** Whether it has happened or failed. Any thread. */
  public boolean over() {
    return state.get() >= DONE;
  }

  /** Whether it has happened. Any thread. */
  public boolean done() {
    return state.get() == DONE;
  }

  /** Whether it went no further than a trial, and nothing has come into force. Any thread. */
  public boolean tried() {
    return state.get() == TRIED;
  }

  /** What was thrown; null when nothing was. When it is over. */
  public Throwable failure() {
    return failure;
  }

  /** Whether a trial was so short that another costs nothing. When it was tried. */
  public boolean brief() {
    return stateNanos < BRIEF_NANOS;
  }

  /** What handing the state over took, in nanoseconds. When it is done or was tried. */
  public long stateNanos() {
    return stateNanos;
  }

  /** When the lane began with it, in platform time. When it is over. */
  public long startNanos() {
    return startNanos;
  }
}
