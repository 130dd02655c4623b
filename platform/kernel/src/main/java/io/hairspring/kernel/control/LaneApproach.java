package io.hairspring.kernel.control;

import io.hairspring.api.task.Snapshotable;
import io.hairspring.api.time.PlatformClock;
import io.hairspring.kernel.lane.LaneLoop;
import io.hairspring.kernel.plan.Plan;
import io.hairspring.kernel.swap.HandOver;
import io.hairspring.kernel.swap.Touch;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Leads lane 0 up to a hand-over. What the lane has never touched it reads from far away, and what
 * it has never run it fetches first, so that a hand-over of a tenth of a microsecond takes several.
 * Therefore the lane first looks at what it will need, a few lines at each boundary, then tries the
 * hand-over, and then does it. Each of these is a standstill too, and the longest is told. Control
 * thread.
 */
final class LaneApproach {
  /** A lane comes to a boundary within microseconds, or is busy with a task that takes longer. */
  static final long BOUNDARY_NANOS = TimeUnit.MILLISECONDS.toNanos(5);

  private static final long ADOPTION_NANOS = TimeUnit.SECONDS.toNanos(5);
  private static final int TRIALS = 3;
  private static final int STATE_BYTES = 1_024;

  private final LaneLoop lane;
  private final SessionDrive drive;
  private final Snapshotable from;
  private final Snapshotable to;
  private final UnsafeBuffer buffer;
  private final PlatformClock clock;
  private long longestNanos;
  private String given;

  /**
   * Nothing done yet.
   *
   * @param from whose state is taken over; null when none is
   */
  LaneApproach(
      LaneLoop lane,
      SessionDrive drive,
      Snapshotable from,
      Snapshotable to,
      UnsafeBuffer buffer,
      PlatformClock clock) {
    this.lane = lane;
    this.drive = drive;
    this.from = from;
    this.to = to;
    this.buffer = buffer;
    this.clock = clock;
  }

  /** Has the lane look at a successor and its plans; ends early when it does not come by. */
  void touch(Object component, List<Plan> plans) {
    final List<Touch> pieces =
        Touch.pieces(
            component,
            List.of(plans.get(0)),
            from == null ? null : buffer,
            Math.min(STATE_BYTES, buffer.capacity()),
            clock);
    for (final Touch piece : pieces) {
      lane.lend(piece);
      if (!drive.awaitSoon(piece::over, BOUNDARY_NANOS) && piece.revoke()) {
        return;
      }
      drive.awaitSoon(() -> !lane.lent(), BOUNDARY_NANOS);
      longestNanos = Math.max(longestNanos, piece.nanos());
    }
  }

  /**
   * Has the lane hand over.
   *
   * @param gently whether it is tried before
   * @return the last hand-over that was offered; unless that is done, none is or will be
   */
  HandOver handOver(List<? extends LaneLoop> lanes, List<Plan> plans, boolean gently) {
    HandOver.Extent extent = gently ? HandOver.Extent.WRITTEN : HandOver.Extent.WHOLE;
    HandOver handOver = offer(new HandOver(from, to, buffer, clock, lanes, plans, extent));
    for (int trial = 1; handOver.tried(); trial++) {
      drive.awaitSoon(() -> !lane.lent(), BOUNDARY_NANOS);
      longestNanos = Math.max(longestNanos, handOver.stateNanos());
      extent = trial < TRIALS && handOver.brief() ? HandOver.Extent.TRIED : HandOver.Extent.WHOLE;
      handOver = offer(new HandOver(from, to, buffer, clock, lanes, plans, extent));
    }
    return handOver;
  }

  private HandOver offer(HandOver handOver) {
    lane.lend(handOver);
    if (!drive.awaitSoon(handOver::over, BOUNDARY_NANOS) && handOver.revoke()) {
      return handOver;
    }
    if (!drive.await(handOver::over, ADOPTION_NANOS) && handOver.abandon()) {
      given = "a state that is handed over keeps the lane for 5 s";
      return handOver;
    }
    drive.await(handOver::over, ADOPTION_NANOS);
    if (!handOver.done() && !handOver.tried()) {
      given = "the state cannot be handed over: " + handOver.failure();
    }
    return handOver;
  }

  /** Why it was given up; null when the lane did not come by. Unless it is done. */
  String given() {
    return given;
  }

  /** The longest standstill before the last hand-over. */
  long longestNanos() {
    return longestNanos;
  }
}
