package io.hairspring.kernel.lane;

import io.hairspring.kernel.plan.Plan;
import io.hairspring.kernel.ring.LineRing;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Description;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Mode;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.Signal;
import org.openjdk.jcstress.annotations.State;

/** Polling the epoch in compiled code comes to an end. */
@JCStressTest(Mode.Termination)
@Description("LaneLoop: who polls epoch() sees a plan come into force")
@Outcome(id = "TERMINATED", expect = Expect.ACCEPTABLE, desc = "seen")
@Outcome(id = "STALE", expect = Expect.FORBIDDEN, desc = "never seen")
@State
public class EpochWaitStress {
  private static final Plan NEXT = StressLanes.plans(1, 1).get(0);

  private final Lane lane = StressLanes.alone(new LineRing(2), Plan.empty());

  /** The control thread. */
  @Actor
  public void control() {
    while (lane.epoch() != NEXT.epoch()) {}
  }

  /** The lane's thread. */
  @Signal
  public void lane() {
    lane.offer(NEXT);
    lane.turn();
  }
}
