package io.hairspring.kernel.swap;

import io.hairspring.api.task.HotPath;
import io.hairspring.api.task.Snapshotable;
import io.hairspring.api.time.PlatformClock;
import io.hairspring.kernel.lane.LaneLoop;
import io.hairspring.kernel.plan.Plan;
import io.hairspring.kernel.probe.LaneGuest;
import io.hairspring.kernel.ring.LineRing;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.agrona.MutableDirectBuffer;

/**
 * The moment of a swap: lane 0, between two cycles, takes the state over from the old component to
 * the new one and offers the lanes the plans that have the new one, which they adopt before another
 * cycle begins. Until the lane has begun it can be revoked, and then never happens.
 */
@HotPath
public final class HandOver implements LaneGuest {
  private static final int OFFERED = 0;
  private static final int REVOKED = 1;
  private static final int TAKEN = 2;
  private static final int CERTAIN = 3;
  private static final int DONE = 4;
  private static final int FAILED = 5;

  private final Snapshotable from;
  private final Snapshotable to;
  private final int version;
  private final MutableDirectBuffer buffer;
  private final PlatformClock clock;
  private final LaneLoop[] lanes;
  private final Plan[] plans;
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
   */
  public HandOver(
      Snapshotable from,
      Snapshotable to,
      MutableDirectBuffer buffer,
      PlatformClock clock,
      List<? extends LaneLoop> lanes,
      List<Plan> plans) {
    this.from = from;
    this.to = to;
    this.version = from == null ? 0 : from.snapshotVersion();
    this.buffer = buffer;
    this.clock = clock;
    this.lanes = lanes.toArray(LaneLoop[]::new);
    this.plans = plans.toArray(Plan[]::new);
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
      to.read(version, buffer, 0, from.write(buffer, 0));
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

  /** What was thrown; null when nothing was. When it is over. */
  public Throwable failure() {
    return failure;
  }

  /** What handing the state over took, in nanoseconds. When it is done. */
  public long stateNanos() {
    return stateNanos;
  }

  /** When the lane began with it, in platform time. When it is over. */
  public long startNanos() {
    return startNanos;
  }
}
