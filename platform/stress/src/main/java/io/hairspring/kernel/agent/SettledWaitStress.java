package io.hairspring.kernel.agent;

import io.hairspring.kernel.ring.LineRing;
import java.util.List;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Description;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Mode;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.Signal;
import org.openjdk.jcstress.annotations.State;

/** Polling for a change of observers in compiled code comes to an end. */
@JCStressTest(Mode.Termination)
@Description("ObserverAgent: who polls settled() sees the change come into force")
@Outcome(id = "TERMINATED", expect = Expect.ACCEPTABLE, desc = "seen")
@Outcome(id = "STALE", expect = Expect.FORBIDDEN, desc = "never seen")
@State
public class SettledWaitStress {
  private final ObserverAgent agent = new ObserverAgent(SmallJournal.over(new LineRing(2)));

  /** With a change on its way. */
  public SettledWaitStress() {
    agent.observers(List.of(), List.of());
  }

  /** The control thread. */
  @Actor
  public void control() {
    while (!agent.settled()) {}
  }

  /** The observer's thread. */
  @Signal
  public void agent() {
    agent.doWork();
  }
}
