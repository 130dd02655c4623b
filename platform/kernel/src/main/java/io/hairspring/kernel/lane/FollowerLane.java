package io.hairspring.kernel.lane;

import io.hairspring.api.task.HotPath;
import io.hairspring.api.time.PlatformClock;
import io.hairspring.kernel.plan.Plan;
import io.hairspring.kernel.ring.LineRing;
import io.hairspring.kernel.timer.TimerQueue;
import io.hairspring.schema.CycleHopDecoder;
import io.hairspring.schema.MessageHeaderDecoder;
import java.util.Queue;

/**
 * A lane that runs its share of the cycles that lane 0 begins. It adopts a plan when lane 0 has, so
 * that both always run one cycle under one plan.
 */
@HotPath
public final class FollowerLane extends LaneLoop {
  private static final int LINES = 2;

  private final LineRing hops;
  private final LaneCycle cycle;
  private final MessageHeaderDecoder header = new MessageHeaderDecoder();
  private final CycleHopDecoder hop = new CycleHopDecoder();

  /**
   * Prepares the lane; {@link #run} is for its thread.
   *
   * @param number from 1
   * @param rings its own; as market ring the one that lane 0 hands cycles over with
   * @param first the plan to start with
   * @param failures where tasks that were left out are reported
   */
  public FollowerLane(
      int number,
      PlatformClock clock,
      LaneRings rings,
      LaneSettings settings,
      Plan first,
      Queue<TaskFailure> failures) {
    super(
        number,
        rings,
        new CycleRunner(
            number,
            clock,
            rings,
            settings,
            new LaneIngress(rings.reports(), rings.market(), new TimerQueue(1), clock),
            failures),
        first);
    this.hops = rings.market();
    this.cycle = new LaneCycle(runner.walker, settings.words());
  }

  @Override
  boolean holding() {
    return false;
  }

  @Override
  public boolean turn() {
    attend();
    final int offset = hops.peek();
    if (offset == LineRing.EMPTY) {
      rest();
      return false;
    }
    hop.wrapAndApplyHeader(hops.buffer(), offset, header);
    if (hop.epoch() != runner.plan.epoch()) {
      // Offered before lane 0 could adopt it.
      runner.adopt(offered());
      adopted(runner.plan.epoch());
    }
    if (hop.cycle() != 0) {
      cycle.begin(
          runner.plan,
          hop.trigger(),
          hop.cycle(),
          hop.startNanos(),
          hops.buffer(),
          offset + LineRing.LINE,
          hop.lastSequence());
      runner.run(cycle);
    }
    hops.release(LINES);
    return true;
  }
}
