package io.hairspring.kernel.agent;

import io.hairspring.api.order.OrderGateway;
import io.hairspring.api.order.ReportSink;
import io.hairspring.api.time.PlatformClock;
import io.hairspring.kernel.ring.LineRing;
import io.hairspring.schema.MessageHeaderDecoder;
import io.hairspring.schema.OrderCommandDecoder;
import java.lang.System.Logger.Level;
import org.agrona.concurrent.Agent;

/**
 * Takes order commands from the egress ring to the gateway and reports back to the lane. A gateway
 * that wants market events sees each one after the commands that the lane sent because of the
 * events before it: what it does is a function of the two streams, not of how the threads happen to
 * run.
 */
public final class GatewayAgent implements Agent {
  private static final System.Logger LOG = System.getLogger(GatewayAgent.class.getName());
  private static final int BURST = 64;

  private final OrderGateway gateway;
  private final PlatformClock clock;
  private final LineRing market;
  private final LineRing tap;
  private final LineRing egress;
  private final ReportSink reports;
  private final MessageHeaderDecoder header = new MessageHeaderDecoder();
  private boolean failed;
  private final Count taken = new Count();

  /**
   * Prepares the agent of one gateway.
   *
   * @param market the lane's ring of market events, for how far the lane has come
   * @param tap the gateway's own copy of it, or null when it does not want market events
   */
  public GatewayAgent(
      OrderGateway gateway,
      PlatformClock clock,
      LineRing market,
      LineRing tap,
      LineRing egress,
      ReportSink reports) {
    this.gateway = gateway;
    this.clock = clock;
    this.market = market;
    this.tap = tap;
    this.egress = egress;
    this.reports = reports;
  }

  /** Commands the gateway has taken. Any thread. */
  public long taken() {
    return taken.get();
  }

  @Override
  public String roleName() {
    return "gateway";
  }

  @Override
  public int doWork() {
    if (failed) {
      return 0;
    }
    try {
      return turn();
    } catch (final RuntimeException e) {
      failed = true;
      LOG.log(
          Level.ERROR, "gateway failed and takes no more orders; they wait in the egress ring", e);
      return 0;
    }
  }

  private int turn() {
    final long laneHasRun = market.consumed();
    int work = commands();
    if (tap != null && egress.consumed() == egress.produced()) {
      work += marketEvents(laneHasRun);
    }
    return work + gateway.poll(clock.nanoTime(), reports);
  }

  private int commands() {
    int work = 0;
    while (work < BURST) {
      final int offset = egress.peek();
      if (offset == LineRing.EMPTY || !take(offset)) {
        break;
      }
      egress.release();
      work++;
    }
    return work;
  }

  private boolean take(int offset) {
    header.wrap(egress.buffer(), offset);
    if (header.templateId() != OrderCommandDecoder.TEMPLATE_ID) {
      // A relay's line has no business with the gateway.
      return true;
    }
    if (!gateway.onCommand(egress.buffer(), offset)) {
      return false;
    }
    taken.add(1);
    return true;
  }

  private int marketEvents(long laneHasRun) {
    int work = 0;
    while (work < BURST && tap.consumed() < laneHasRun) {
      final int offset = tap.peek();
      if (offset == LineRing.EMPTY) {
        break;
      }
      gateway.onMarketEvent(tap.buffer(), offset);
      tap.release();
      work++;
    }
    return work;
  }

  @Override
  public void onClose() {
    gateway.close();
  }
}
