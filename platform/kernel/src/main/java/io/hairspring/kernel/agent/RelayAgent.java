package io.hairspring.kernel.agent;

import io.hairspring.api.control.Pace;
import io.hairspring.api.time.PlatformClock;
import io.hairspring.kernel.ring.LineRing;
import io.hairspring.schema.MarketEventEncoder;
import io.hairspring.schema.MessageHeaderEncoder;
import java.nio.ByteOrder;
import org.agrona.concurrent.Agent;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Sends empty lines through the feed's ring at the feed's pace, while the feed is paused: the
 * machine's own cost.
 */
public final class RelayAgent implements Agent {
  private final Pace pace;
  private final PlatformClock clock;
  private final LineRing market;
  private final UnsafeBuffer line = new UnsafeBuffer(new byte[LineRing.LINE]);
  private Pacer pacer;
  private boolean holding;
  private long due;
  private final Count left = new Count();

  /** Prepares the relay; recorded pace, which needs events, becomes as fast as possible. */
  public RelayAgent(Pace pace, PlatformClock clock, LineRing market) {
    this.pace = pace.kind() == Pace.Kind.FIXED_RATE ? pace : Pace.fast();
    this.clock = clock;
    this.market = market;
    new MarketEventEncoder().wrapAndApplyHeader(line, 0, new MessageHeaderEncoder());
  }

  /**
   * Control thread, while the feed is paused: sends so many lines, for a guest on the lane to take.
   */
  public void send(long lines) {
    left.set(lines);
  }

  @Override
  public String roleName() {
    return "relay";
  }

  @Override
  public int doWork() {
    if (left.get() == 0) {
      pacer = null;
      return 0;
    }
    if (pacer == null) {
      pacer = new Pacer(pace);
    }
    return sendDue();
  }

  private int sendDue() {
    int sent = 0;
    while (sent < FeedAgent.BURST && left.get() > 0) {
      final long now = clock.nanoTime();
      if (!holding) {
        due = pacer.due(0, false, now);
        holding = true;
      }
      if (due > now) {
        return sent + (due - now < FeedAgent.SPIN_NANOS ? 1 : 0);
      }
      line.putLong(FeedAgent.RECEIVE, pacer.dueWhenSent() ? now : due, ByteOrder.LITTLE_ENDIAN);
      if (!market.offer(line, 0)) {
        break;
      }
      holding = false;
      left.add(-1);
      sent++;
    }
    return sent;
  }
}
