package io.hairspring.kernel.control;

import io.hairspring.kernel.lane.Lane;
import io.hairspring.kernel.time.VirtualClock;
import java.util.function.BooleanSupplier;
import org.agrona.concurrent.Agent;

/**
 * Turns the lane and the agents one after another on the thread that asks for it, on a virtual
 * clock: when none of them has anything to do, the clock goes on to the next thing that is due. The
 * same input has the same course, whatever the machine.
 */
final class SteppedDrive implements SessionDrive {
  // How finely a gateway's latency is resolved while nothing else is due.
  private static final long GATEWAY_NANOS = 1_000;
  private static final long HOUSE_NANOS = 100_000_000;

  private final VirtualClock clock;
  private final Lane lane;
  private final SessionAgents agents;
  private final Runnable housekeeping;
  private boolean agentsStarted;
  private long houseDue;

  SteppedDrive(
      VirtualClock clock, SessionLanes lanes, SessionAgents agents, Runnable housekeeping) {
    this.clock = clock;
    this.lane = lanes.leader();
    this.agents = agents;
    this.housekeeping = housekeeping;
    this.houseDue = clock.nanoTime() + HOUSE_NANOS;
  }

  @Override
  public void startLanes() {
    lane.turn();
  }

  @Override
  public void startAgents() {
    agentsStarted = true;
  }

  @Override
  public int core(int number) {
    return -1;
  }

  @Override
  public long allocatedBytes(int number) {
    return -1;
  }

  /**
   * One round.
   *
   * @return false when nothing is left to do, now or later
   */
  boolean step() {
    return work() || goOn();
  }

  private boolean work() {
    boolean worked = turnLane();
    if (agentsStarted) {
      final long sent = agents.feed().status().events();
      work(agents.feed());
      worked |= agents.feed().status().events() != sent;
      worked |= turnLane();
      worked |= work(agents.gateway());
      worked |= turnLane();
    }
    worked |= work(agents.observer());
    work(agents.watch());
    if (clock.nanoTime() >= houseDue) {
      houseDue += HOUSE_NANOS;
      housekeeping.run();
    }
    return worked;
  }

  private boolean turnLane() {
    boolean any = false;
    while (lane.turn()) {
      any = true;
    }
    return any;
  }

  private static boolean work(Agent agent) {
    try {
      return agent.doWork() > 0;
    } catch (final Exception e) {
      throw new IllegalStateException(agent.roleName() + " agent failed", e);
    }
  }

  private boolean goOn() {
    final long now = clock.nanoTime();
    long next =
        Math.min(lane.nextTimerNanos(), agentsStarted ? agents.feed().dueNanos() : Long.MAX_VALUE);
    if (agentsStarted && !agents.gateway().idle()) {
      next = Math.min(next, now + GATEWAY_NANOS);
    }
    if (next == Long.MAX_VALUE) {
      return false;
    }
    clock.advanceTo(Math.min(next, houseDue));
    return true;
  }

  @Override
  public boolean await(BooleanSupplier condition, long timeoutNanos) {
    final long deadline = clock.nanoTime() + timeoutNanos;
    while (!condition.getAsBoolean()) {
      final boolean worked = work();
      if (!condition.getAsBoolean() && !worked && (!goOn() || clock.nanoTime() > deadline)) {
        return false;
      }
    }
    return true;
  }

  @Override
  public boolean lanesEnded() {
    // It is turned by the control thread, which is here.
    return true;
  }

  @Override
  public void close() {
    agents.feed().onClose();
    agents.gateway().onClose();
    agents.observer().onClose();
    lane.stop();
  }
}
