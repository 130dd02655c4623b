package io.hairspring.kernel.agent;

import io.hairspring.api.monitor.ExecutionMonitor;
import io.hairspring.api.time.PlatformClock;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;
import org.agrona.concurrent.Agent;

/**
 * Shows the monitors each lane again and again, so that they see what leaves no record because it
 * does not return; but not in every turn: what is looked at is written in every cycle, and the
 * lane's core has to fetch it back after each look. A monitor that throws is left out and named;
 * the rest goes on.
 */
public final class WatchAgent implements Agent {
  private static final System.Logger LOG = System.getLogger(WatchAgent.class.getName());

  /** From one look to the next. */
  static final long EVERY_NANOS = 2_000;

  private final PlatformClock clock;
  private final List<LaneWatch> lanes;
  private volatile List<ExecutionMonitor> wanted = List.of();
  private volatile List<ExecutionMonitor> inUse = wanted;
  private final List<ExecutionMonitor> monitors = new ArrayList<>();
  private long nextNanos = Long.MIN_VALUE;
  private int busy;

  /** Watches lanes. */
  public WatchAgent(PlatformClock clock, List<LaneWatch> lanes) {
    this.clock = clock;
    this.lanes = List.copyOf(lanes);
  }

  /** What is seen of each lane. */
  public List<LaneWatch> lanes() {
    return lanes;
  }

  /** Control thread: who is told from now on; {@link #settled} says when nobody else is. */
  public void monitors(List<ExecutionMonitor> watching) {
    wanted = List.copyOf(watching);
  }

  /** Whether the last change is in force. Any thread. */
  public boolean settled() {
    return inUse == wanted;
  }

  @Override
  public String roleName() {
    return "watch";
  }

  /** While a lane runs something the agents do not pause: it may be stuck. */
  @Override
  public int doWork() {
    if (inUse != wanted) {
      adopt(wanted);
    }
    final long now = clock.nanoTime();
    if (now >= nextNanos) {
      nextNanos = now + EVERY_NANOS;
      look(now);
    }
    return busy;
  }

  private void look(long now) {
    busy = 0;
    for (int i = 0; i < lanes.size(); i++) {
      final LaneWatch lane = lanes.get(i);
      tell(now, lane);
      if (lane.busySince() != 0) {
        busy = 1;
      }
    }
  }

  private void adopt(List<ExecutionMonitor> next) {
    monitors.clear();
    monitors.addAll(next);
    inUse = next;
  }

  private void tell(long now, LaneWatch lane) {
    for (int m = monitors.size() - 1; m >= 0; m--) {
      final ExecutionMonitor monitor = monitors.get(m);
      try {
        monitor.onTurn(now, lane);
      } catch (final RuntimeException | Error e) {
        monitors.remove(m);
        LOG.log(
            Level.ERROR,
            "monitor " + monitor.getClass().getName() + " failed a turn and has no more of them",
            e);
      }
    }
  }
}
