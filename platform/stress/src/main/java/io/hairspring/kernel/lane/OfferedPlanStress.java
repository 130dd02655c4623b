package io.hairspring.kernel.lane;

import io.hairspring.api.task.TriggerKind;
import io.hairspring.kernel.plan.Plan;
import io.hairspring.kernel.plan.StepSequence;
import io.hairspring.kernel.ring.LineRing;
import io.hairspring.stress.Turns;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Description;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;

/** A plan that a lane finds is complete, and so is what its tasks were made with. */
@JCStressTest
@Description("LaneLoop: a plan offered is seen with all its arrays and tasks")
@Outcome(id = "2, 3, 42", expect = Expect.ACCEPTABLE, desc = "all of it")
@Outcome(expect = Expect.FORBIDDEN, desc = "part of it")
@State
public class OfferedPlanStress {
  private final LineRing market = new LineRing(2);
  private final Lane lane = StressLanes.alone(market, Plan.empty());
  private int prepared;
  private int seen;

  /** The control thread makes a plan. */
  @Actor
  public void control() {
    prepared = 42;
    lane.offer(
        StressLanes.plans(
                2,
                1,
                StressLanes.node(1, StressLanes.onEvent("a"), cycle -> true),
                StressLanes.node(2, StressLanes.after("b", "a"), cycle -> true),
                StressLanes.node(3, StressLanes.after("c", "b"), cycle -> look()))
            .get(0));
  }

  /** The lane finds it, and walks it once it has an event. */
  @Actor
  public void lane(III_Result result) {
    final Plan first = lane.offered();
    final boolean early = first.epoch() == 0;
    Turns.until(() -> lane.offered() != first || !early);
    final Plan next = lane.offered();
    result.r1 = next.epoch();
    result.r2 = steps(next.sequence(TriggerKind.MARKET_EVENT.ordinal()));
    StressLanes.events(market, 1);
    lane.turn();
    result.r3 = seen;
  }

  private boolean look() {
    seen = prepared;
    return false;
  }

  /** Steps that are in it with all that belongs to them. */
  private static int steps(StepSequence sequence) {
    int steps = 0;
    for (int i = 0; i < sequence.tasks.length; i++) {
      final boolean last = i == 2;
      if (sequence.tasks[i] != null
          && sequence.numbers[i] == i + 1
          && sequence.step(i + 1) == i
          && sequence.successors[i * sequence.width] == (last ? 0 : 1L << (i + 1))
          && sequence.expectedNanos[i] > 0
          && sequence.starts[0] == 1) {
        steps++;
      }
    }
    return steps;
  }
}
