package io.hairspring.kernel.control;

import io.hairspring.api.monitor.ExecutionMonitor;
import io.hairspring.api.placement.LaneVisits;
import io.hairspring.kernel.graph.CompileRequests;
import io.hairspring.kernel.lane.LaneLoop;
import io.hairspring.kernel.probe.BareClock;
import io.hairspring.kernel.probe.KernelProbe;
import io.hairspring.kernel.probe.LaneVisit;
import io.hairspring.kernel.probe.ProbeLane;
import io.hairspring.kernel.probe.Relay;
import io.hairspring.kernel.swap.SwapDesk;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongConsumer;

/** Borrows the threads of the open session, between two cycles, for measurements and moves. */
final class SessionProbe implements KernelProbe, LaneVisits {
  private static final long DRAIN_NANOS = TimeUnit.SECONDS.toNanos(5);

  // Who waits for a measurement wakes up rarely: it shares a core with the thread that sends.
  private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

  private final KernelPlatform platform;
  private final ControlThread control;
  private final SwapDesk swaps;

  SessionProbe(KernelPlatform platform, ControlThread control, SwapDesk swaps) {
    this.platform = platform;
    this.control = control;
    this.swaps = swaps;
  }

  @Override
  public void bareClock(long nanos, LongConsumer gaps) {
    final TradingSession now = platform.open();
    now.lane().lend(new BareClock(nanos, gaps));
    LockSupport.parkNanos(nanos);
    TradingSession.await(() -> !now.lane().lent(), DRAIN_NANOS);
  }

  @Override
  public void relay(long lines, LongConsumer latencies) {
    final TradingSession now = platform.open();
    final long timeout = TimeUnit.SECONDS.toNanos(10) + lines * TimeUnit.MICROSECONDS.toNanos(1000);
    final Relay relay = new Relay(lines, System.nanoTime() + timeout, latencies);
    now.lane().lend(relay);
    // Not before the guest is there: the plan would take the first lines for market events.
    if (!TradingSession.await(relay::arrived, DRAIN_NANOS)) {
      throw new IllegalStateException("relay: the lane does not come to a cycle boundary");
    }
    now.relay().send(lines);
    ThreadedDrive.poll(() -> !now.lane().lent(), timeout + DRAIN_NANOS, LOOK_NANOS);
    if (!relay.complete()) {
      throw new IllegalStateException(
          "relay: " + relay.relayed() + " of " + lines + " lines came through");
    }
  }

  @Override
  public void onLane(Runnable work, long timeoutNanos) {
    CompileRequests.prepare(work);
    final TradingSession now = platform.open();
    final LaneVisit visit = new LaneVisit(work);
    now.lane().lend(visit);
    visit.await(timeoutNanos);
    TradingSession.await(() -> !now.lane().lent(), DRAIN_NANOS);
  }

  @Override
  public void swapRules(boolean warmUp, int probationEvents, int probationMillis) {
    control.run(
        () -> swaps.settings(swaps.settings().with(warmUp, probationEvents, probationMillis)));
  }

  @Override
  public void show(ExecutionMonitor monitor, boolean wanted) {
    platform.observers(registry -> registry.observers.show(monitor, wanted));
  }

  @Override
  public boolean betweenCycles(String thread, Runnable work, long timeoutNanos) {
    final TradingSession now = platform.session();
    if (now == null) {
      return false;
    }
    for (final LaneLoop lane : now.lanes()) {
      if (LaneThread.name(lane.number()).equals(thread) && !lane.lent()) {
        final LaneVisit visit = new LaneVisit(work);
        lane.lend(visit);
        if (TradingSession.await(visit::over, timeoutNanos) || !visit.withdraw()) {
          visit.await(timeoutNanos);
          return true;
        }
      }
    }
    return false;
  }

  @Override
  public ProbeLane lane() {
    return new DrivenLane(platform.settings(), platform.clock());
  }

  @Override
  public ProbeLane unrecordedLane() {
    return DrivenLane.unrecorded(platform.settings(), platform.clock());
  }
}
