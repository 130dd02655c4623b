package io.hairspring.kernel.lane;

import io.hairspring.stress.Turns;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Description;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.IIII_Result;

/** A cycle is one cycle on both lanes: joined at its end, and seen whole at the next hop. */
@JCStressTest
@Description("Followers, FollowerLane, LaneEdge: two lanes run one cycle and see each other's work")
@Outcome(id = "0, 0, 16, 16", expect = Expect.ACCEPTABLE, desc = "every cycle joined, on both")
@Outcome(expect = Expect.FORBIDDEN, desc = "not joined, not seen, or a cycle missing")
@State
public class TwoLanesStress {
  private static final int EVENTS = 16;

  private final TwoLanes lanes = new TwoLanes(EVENTS, 1);

  /** Lane 0's thread. */
  @Actor
  public void leader() {
    Turns.until(lanes::turnLeader);
  }

  /** Lane 1's thread. */
  @Actor
  public void follower() {
    Turns.until(lanes::turnFollower);
  }

  /** When all is over. */
  @Arbiter
  public void after(IIII_Result result) {
    result.r1 = lanes.unjoined;
    result.r2 = lanes.unseen;
    result.r3 = (int) lanes.leader.counters().cycles();
    result.r4 = (int) lanes.follower.counters().cycles();
  }
}
