package io.hairspring.kernel.control;

import io.hairspring.api.placement.ThreadPlacement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Turns each lane on a thread of its own, and the agents on theirs. */
final class ThreadedDrive implements SessionDrive {
  // Coarse on purpose: who waits here shares a core with the agents.
  private static final long SOON_NANOS = TimeUnit.MICROSECONDS.toNanos(20);
  private static final long POLL_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

  private final List<LaneThread> lanes = new ArrayList<>();
  private final AgentThreads agents;
  private boolean agentsStarted;

  ThreadedDrive(
      KernelSettings settings,
      ThreadPlacement placement,
      SessionLanes sessionLanes,
      SessionAgents sessionAgents) {
    sessionLanes
        .all()
        .forEach(
            lane -> lanes.add(new LaneThread(lane, settings.coreOf(lane.number()), placement)));
    agents = new AgentThreads(settings.threading(), placement, sessionAgents);
  }

  @Override
  public void startLanes() {
    lanes.forEach(LaneThread::start);
  }

  @Override
  public void startAgents() {
    agentsStarted = true;
    agents.start();
  }

  @Override
  public int core(int lane) {
    return lanes.get(lane).core();
  }

  @Override
  public long allocatedBytes(int lane) {
    return lanes.get(lane).allocatedBytes();
  }

  @Override
  public boolean await(BooleanSupplier condition, long timeoutNanos) {
    return poll(condition, timeoutNanos);
  }

  @Override
  public boolean awaitSoon(BooleanSupplier condition, long timeoutNanos) {
    return poll(condition, timeoutNanos, SOON_NANOS);
  }

  static boolean poll(BooleanSupplier condition, long timeoutNanos) {
    return poll(condition, timeoutNanos, POLL_NANOS);
  }

  /** Looks every so many nanoseconds: each look takes time of a core that agents may be on. */
  static boolean poll(BooleanSupplier condition, long timeoutNanos, long everyNanos) {
    final long deadline = System.nanoTime() + timeoutNanos;
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > deadline) {
        return false;
      }
      LockSupport.parkNanos(everyNanos);
    }
    return true;
  }

  @Override
  public boolean lanesEnded() {
    return lanes.stream().allMatch(LaneThread::ended);
  }

  @Override
  public void close() throws InterruptedException {
    if (agentsStarted) {
      agents.close();
    }
    // Lane 0 first: it ends the last cycle with the others.
    for (final LaneThread lane : lanes) {
      lane.stop();
    }
  }
}
