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

/**
 * A plan changes between two cycles, on both lanes at the same one. The control thread's part is
 * done on lane 1's thread, so that lane 0 finds plans in the middle of its cycles.
 */
@JCStressTest
@Description(
    "LaneLoop, Followers: both lanes run each cycle under one plan; plans come from lane 1's side")
@Outcome(id = "0, 0, 3, 55", expect = Expect.ACCEPTABLE, desc = "every cycle under one plan")
@Outcome(expect = Expect.FORBIDDEN, desc = "lanes under different plans, or a cycle missing")
@State
public class PlanChangeFromFollowerStress {
  private static final int EVENTS = 3;
  private static final int PLANS = 5;

  private final TwoLanes lanes = new TwoLanes(EVENTS, PLANS);

  /** Lane 0's thread. */
  @Actor
  public void leader() {
    Turns.until(lanes::turnLeader);
  }

  /** Lane 1's thread, which offers the plans too. */
  @Actor
  public void follower() {
    Turns.until(
        () -> {
          lanes.offerNext();
          return lanes.turnFollower();
        });
  }

  /** When all is over: cycles not joined, not seen, run on lane 1, and both epochs as digits. */
  @Arbiter
  public void after(IIII_Result result) {
    result.r1 = lanes.unjoined;
    result.r2 = lanes.unseen;
    result.r3 = (int) lanes.follower.counters().cycles();
    result.r4 = lanes.leader.epoch() * 10 + lanes.follower.epoch();
  }
}
