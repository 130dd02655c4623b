package io.hairspring.kernel.plan;

import io.hairspring.api.task.Task;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Description;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Mode;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.Signal;
import org.openjdk.jcstress.annotations.State;

/** A lane that has waited for long, in compiled code, still sees what it waits for. */
@JCStressTest(Mode.Termination)
@Description("LaneEdge: the wait ends")
@Outcome(id = "TERMINATED", expect = Expect.ACCEPTABLE, desc = "the lane went on")
@Outcome(id = "STALE", expect = Expect.FORBIDDEN, desc = "the lane hangs")
@State
public class LaneEdgeWaitStress {
  private static final NumberedCycle CYCLE = new NumberedCycle(1);

  private final LaneEdge edge = new LaneEdge("task", 0);
  private final Task publish = edge.publish().task();
  private final Task await = edge.await().task();

  /** The lane that waits. */
  @Actor
  public void lane0() {
    await.run(CYCLE);
  }

  /** The task's lane. */
  @Signal
  public void lane1() {
    publish.run(CYCLE);
  }
}
