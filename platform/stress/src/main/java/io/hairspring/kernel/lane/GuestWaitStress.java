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

/** Polling for a guest's return in compiled code comes to an end. */
@JCStressTest(Mode.Termination)
@Description("LaneLoop: who polls lent() sees the guest return")
@Outcome(id = "TERMINATED", expect = Expect.ACCEPTABLE, desc = "seen")
@Outcome(id = "STALE", expect = Expect.FORBIDDEN, desc = "never seen")
@State
public class GuestWaitStress {
  private final Lane lane = StressLanes.alone(new LineRing(2), Plan.empty());

  /** With a guest on its way. */
  public GuestWaitStress() {
    lane.lend((market, egress, records) -> {});
  }

  /** The control thread. */
  @Actor
  public void control() {
    while (lane.lent()) {}
  }

  /** The lane's thread. */
  @Signal
  public void lane() {
    lane.turn();
  }
}
