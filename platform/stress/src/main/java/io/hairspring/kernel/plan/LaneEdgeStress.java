package io.hairspring.kernel.plan;

import io.hairspring.api.task.Task;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Description;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.IIII_Result;

/**
 * Two cycles over an edge there and an edge back, as two lanes run them: in the first the task
 * changed something, in the second it did not.
 */
@JCStressTest
@Description("LaneEdge: whether a task changed something, and what, is seen on the other lane")
@Outcome(id = "1, 42, 43, 0", expect = Expect.ACCEPTABLE, desc = "both lanes saw each other")
@Outcome(expect = Expect.FORBIDDEN, desc = "a change or what was written with it is not seen")
@State
public class LaneEdgeStress {
  private static final NumberedCycle FIRST = new NumberedCycle(1);
  private static final NumberedCycle SECOND = new NumberedCycle(2);

  private final LaneEdge there = new LaneEdge("there", 0);
  private final LaneEdge back = new LaneEdge("back", 1);
  private final Task signal = there.signal("task").task();
  private final Task publish = there.publish().task();
  private final Task await = there.await().task();
  private final Task publishBack = back.publish().task();
  private final Task awaitBack = back.await().task();
  private int payload;
  private int answer;

  /** The task's lane. */
  @Actor
  public void lane1(IIII_Result result) {
    payload = 42;
    signal.run(FIRST);
    publish.run(FIRST);
    awaitBack.run(FIRST);
    result.r3 = answer;
    publish.run(SECOND);
  }

  /** The lane that waits for it. */
  @Actor
  public void lane0(IIII_Result result) {
    result.r1 = await.run(FIRST) ? 1 : 0;
    result.r2 = payload;
    answer = 43;
    publishBack.run(FIRST);
    result.r4 = await.run(SECOND) ? 1 : 0;
  }
}
