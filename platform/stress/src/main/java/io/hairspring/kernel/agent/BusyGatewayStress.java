package io.hairspring.kernel.agent;

import io.hairspring.api.order.OrderGateway;
import io.hairspring.api.order.ReportSink;
import io.hairspring.kernel.ring.LineRing;
import io.hairspring.kernel.time.VirtualClock;
import io.hairspring.schema.MessageHeaderEncoder;
import io.hairspring.schema.OrderCommandEncoder;
import org.agrona.DirectBuffer;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Description;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.I_Result;

/** A command is in the ring or the gateway is busy: there is no moment in which it is nowhere. */
@JCStressTest
@Description("GatewayAgent: idle() is false before the command leaves the ring")
@Outcome(id = "0", expect = Expect.ACCEPTABLE, desc = "the command is still in the ring")
@Outcome(id = "1", expect = Expect.ACCEPTABLE, desc = "the gateway has it, and is busy")
@Outcome(expect = Expect.FORBIDDEN, desc = "the command is on its way, and all looks at rest")
@State
public class BusyGatewayStress implements OrderGateway {
  private final LineRing egress = new LineRing(2);
  private final GatewayAgent agent =
      new GatewayAgent(
          this,
          new VirtualClock(),
          () -> 0,
          null,
          egress,
          (buffer, offset) -> true,
          SmallJournal.taps());
  private boolean holding;

  /** With a command on its way. */
  public BusyGatewayStress() {
    new OrderCommandEncoder()
        .wrapAndApplyHeader(egress.buffer(), egress.claim(), new MessageHeaderEncoder())
        .clientOrderId(1);
    egress.commit();
  }

  /** The gateway's thread. */
  @Actor
  public void agent() {
    agent.doWork();
  }

  /** The control thread asks whether anything is on its way, in the order that a session does. */
  @Actor
  public void control(I_Result result) {
    final boolean empty = egress.consumed() == egress.produced();
    final boolean idle = agent.idle();
    result.r1 = empty ? (idle ? 2 : 1) : 0;
  }

  @Override
  public boolean onCommand(DirectBuffer buffer, int offset) {
    holding = true;
    return true;
  }

  @Override
  public int poll(long nowNanos, ReportSink reports) {
    return 0;
  }

  @Override
  public boolean idle() {
    return !holding;
  }

  @Override
  public void close() {
    holding = false;
  }
}
