package io.hairspring.kernel.lane;

import io.hairspring.api.task.Cycle;
import io.hairspring.api.task.Task;
import io.hairspring.kernel.plan.Plan;
import io.hairspring.kernel.ring.LineRing;
import io.hairspring.stress.Turns;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Description;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;

/** When the control thread sees the new epoch, the component that left is the control thread's. */
@JCStressTest
@Description("LaneLoop: after epoch() no step of the earlier plan runs, and what it wrote is seen")
@Outcome(
    id = {"0, 0, 0", "1, 1, 1", "2, 2, 2"},
    expect = Expect.ACCEPTABLE,
    desc = "runs begun and ended as the control thread sees them, and at the end")
@Outcome(expect = Expect.FORBIDDEN, desc = "ran after it was retired, or is seen half done")
@State
public class RetiredComponentStress implements Task {
  private static final int EVENTS = 2;
  private static final Plan SUCCESSOR = StressLanes.plans(2, 1).get(0);

  private final LineRing market = new LineRing(EVENTS);
  private final Lane lane =
      StressLanes.alone(
          market,
          StressLanes.plans(1, 1, StressLanes.node(1, StressLanes.onEvent("retired"), this))
              .get(0));
  private int begun;
  private int ended;

  /** With its events waiting. */
  public RetiredComponentStress() {
    StressLanes.events(market, EVENTS);
  }

  /** The lane's thread. */
  @Actor
  public void lane() {
    Turns.until(
        () -> {
          lane.turn();
          return lane.epoch() == SUCCESSOR.epoch() && market.peek() == LineRing.EMPTY;
        });
  }

  /** The control thread takes the component out of the plan and then has it to itself. */
  @Actor
  public void control(III_Result result) {
    lane.offer(SUCCESSOR);
    if (Turns.until(() -> lane.epoch() >= SUCCESSOR.epoch())) {
      result.r1 = begun;
      result.r2 = ended;
    } else {
      result.r1 = -1;
    }
  }

  /** When all is over. */
  @Arbiter
  public void after(III_Result result) {
    result.r3 = begun;
  }

  @Override
  public boolean run(Cycle cycle) {
    begun++;
    ended++;
    return false;
  }
}
