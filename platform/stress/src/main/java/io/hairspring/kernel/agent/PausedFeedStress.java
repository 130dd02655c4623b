package io.hairspring.kernel.agent;

import io.hairspring.api.control.Pace;
import io.hairspring.api.market.MarketDataFeed;
import io.hairspring.kernel.ring.LineRing;
import io.hairspring.kernel.time.VirtualClock;
import io.hairspring.stress.Turns;
import org.agrona.MutableDirectBuffer;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Description;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;

/** While a pause is in force the feed is not read and sends nothing; afterwards it goes on. */
@JCStressTest
@Description("FeedAgent: paused() means that nothing is sent, until the pause ends")
@Outcome(id = "0, 0, 1", expect = Expect.ACCEPTABLE, desc = "still, complete, resumed")
@Outcome(expect = Expect.FORBIDDEN, desc = "sent while paused, or half sent, or stuck")
@State
public class PausedFeedStress implements MarketDataFeed {
  private static final int LOOKS = 16;

  private final LineRing market = new LineRing(64);
  private final FeedAgent agent =
      new FeedAgent(
          "stress:", this, Pace.fast(), new VirtualClock(), market, null, SmallJournal.taps());
  private int read;
  private volatile boolean over;

  /** The feed's thread; what it sends is taken at once. */
  @Actor
  public void agent() {
    Turns.until(
        () -> {
          agent.doWork();
          market.peek();
          market.release(market.contiguous());
          return over;
        });
  }

  /** The control thread pauses, looks a few times, and has it go on. */
  @Actor
  public void control(III_Result result) {
    agent.pause(true);
    if (!Turns.until(agent::paused)) {
      result.r1 = -1;
    }
    final int before = read;
    for (int i = 0; i < LOOKS; i++) {
      if (market.produced() != before) {
        result.r1++;
      }
    }
    result.r2 = read - (int) agent.status().events();
    agent.pause(false);
    result.r3 = Turns.until(() -> !agent.paused()) ? 1 : 0;
    over = true;
  }

  @Override
  public int read(MutableDirectBuffer buffer, int offset) {
    read++;
    return LINE;
  }

  @Override
  public boolean finite() {
    return false;
  }

  @Override
  public long recordsRead() {
    return read;
  }

  @Override
  public void close() {
    over = true;
  }
}
