package io.hairspring.kernel.lane;

import io.hairspring.kernel.plan.Plan;
import io.hairspring.kernel.probe.LaneGuest;
import io.hairspring.kernel.ring.LineRing;
import io.hairspring.stress.Turns;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Description;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/** A guest sees what it was sent with, and who sent it sees what it found. */
@JCStressTest
@Description("LaneLoop: lend() hands a guest over, lent() is false when it has returned")
@Outcome(id = "42, 43", expect = Expect.ACCEPTABLE, desc = "there and back")
@Outcome(expect = Expect.FORBIDDEN, desc = "not seen, or called twice, or stuck")
@State
public class LentLaneStress implements LaneGuest {
  private final LineRing market = new LineRing(2);
  private final Lane lane = StressLanes.alone(market, Plan.empty());
  private int luggage;
  private int opened;
  private int souvenir;

  /** The lane's thread, until the guest was there. */
  @Actor
  public void lane() {
    Turns.until(
        () -> {
          lane.turn();
          return souvenir != 0;
        });
    lane.turn();
  }

  /** The control thread. */
  @Actor
  public void control(II_Result result) {
    luggage = 42;
    lane.lend(this);
    if (Turns.until(() -> !lane.lent())) {
      result.r1 = opened;
      result.r2 = souvenir;
    }
  }

  @Override
  public void visit(LineRing events, LineRing egress, LineRing records) {
    opened += luggage;
    souvenir = 43;
  }
}
