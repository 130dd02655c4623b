package io.hairspring.kernel.agent;

import io.hairspring.api.control.Pace;
import io.hairspring.api.market.MarketDataFeed;
import io.hairspring.kernel.ring.LineRing;
import io.hairspring.kernel.time.VirtualClock;
import org.agrona.MutableDirectBuffer;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Description;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Mode;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.Signal;
import org.openjdk.jcstress.annotations.State;

/** Polling for a pause in compiled code comes to an end. */
@JCStressTest(Mode.Termination)
@Description("FeedAgent: who polls paused() sees the pause come into force")
@Outcome(id = "TERMINATED", expect = Expect.ACCEPTABLE, desc = "seen")
@Outcome(id = "STALE", expect = Expect.FORBIDDEN, desc = "never seen")
@State
public class PausedWaitStress implements MarketDataFeed {
  private final FeedAgent agent =
      new FeedAgent(
          "stress:",
          this,
          Pace.fast(),
          new VirtualClock(),
          new LineRing(2),
          null,
          SmallJournal.taps());

  /** With a pause on its way. */
  public PausedWaitStress() {
    agent.pause(true);
  }

  /** The control thread. */
  @Actor
  public void control() {
    while (!agent.paused()) {}
  }

  /** The feed's thread. */
  @Signal
  public void agent() {
    agent.doWork();
  }

  @Override
  public int read(MutableDirectBuffer buffer, int offset) {
    return NOTHING;
  }

  @Override
  public boolean finite() {
    return false;
  }

  @Override
  public long recordsRead() {
    return 0;
  }

  @Override
  public void close() {}
}
