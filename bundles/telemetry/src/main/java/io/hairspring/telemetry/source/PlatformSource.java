package io.hairspring.telemetry.source;

import io.hairspring.api.control.FeedStatus;
import io.hairspring.api.control.GatewayStatus;
import io.hairspring.api.control.LanePressure;
import io.hairspring.api.control.LaneStatus;
import io.hairspring.api.control.Platform;
import io.hairspring.api.control.RingStatus;
import io.hairspring.telemetry.metric.Metric;
import io.hairspring.telemetry.metric.Readings;
import java.util.List;
import java.util.function.Supplier;

/** Lanes, rings, feed, gateway and tasks: the counters that the kernel publishes. */
public final class PlatformSource implements Source {
  private final Supplier<Platform> platform;
  private final TaskValues tasks = new TaskValues();

  /** Reads the platform of the moment; the supplier gives null while there is none. */
  public PlatformSource(Supplier<Platform> platform) {
    this.platform = platform;
  }

  @Override
  public String name() {
    return "platform";
  }

  @Override
  public void read(Readings into) {
    final Platform running = platform.get();
    into.add(Metric.UP, running != null, "kernel");
    if (running == null) {
      return;
    }
    final FeedStatus feed = running.feed();
    final GatewayStatus gateway = running.gateway();
    final boolean open = !feed.uri().isEmpty();
    into.add(Metric.UP, open && feed.failure().isEmpty(), "feed");
    into.add(Metric.UP, !gateway.uri().isEmpty() && gateway.failure().isEmpty(), "gateway");
    into.add(Metric.SESSION_OPEN, open);
    into.text("feed", feed.uri());
    into.text("gateway", gateway.uri());
    feed(feed, into);
    gateway(gateway, into);
    final List<LaneStatus> lanes = running.lanes();
    lanes.forEach(lane -> lane(lane, into));
    running.rings().forEach(ring -> ring(ring, into));
    tasks.read(running, lanes.isEmpty() ? -1 : lanes.get(0).epoch(), into);
  }

  private static void feed(FeedStatus feed, Readings into) {
    into.add(Metric.FEED_EVENTS, feed.events());
    into.add(Metric.FEED_RECORDS, feed.recordsRead());
    into.add(Metric.FEED_BACK_PRESSURED, feed.backPressured());
    into.add(Metric.FEED_ENDED, feed.ended());
  }

  private static void gateway(GatewayStatus gateway, Readings into) {
    into.add(Metric.GATEWAY_COMMANDS, gateway.commands());
    into.add(Metric.GATEWAY_ACKNOWLEDGED, gateway.acknowledged());
    into.add(Metric.GATEWAY_FILLS, gateway.fills());
    into.add(Metric.GATEWAY_CANCELLED, gateway.cancelled());
    into.add(Metric.GATEWAY_REJECTS, gateway.rejects());
    into.add(Metric.GATEWAY_HELD, gateway.reportsHeld());
  }

  private static void lane(LaneStatus lane, Readings into) {
    final String number = Integer.toString(lane.lane());
    into.add(Metric.LANE_CORE, lane.core(), number);
    into.add(Metric.LANE_EPOCH, lane.epoch(), number);
    into.add(Metric.LANE_STEPS, lane.steps(), number);
    into.add(Metric.LANE_CYCLES, lane.cycles(), number);
    into.add(Metric.LANE_EVENTS, lane.events(), number);
    into.add(Metric.LANE_ORDERS, lane.orders(), number);
    into.add(Metric.LANE_ORDERS_REFUSED, lane.ordersRefused(), number);
    if (lane.allocatedBytes() >= 0) {
      into.add(Metric.LANE_ALLOCATED, lane.allocatedBytes(), number);
    }
    into.add(Metric.LANE_RECORDS, lane.recordsWritten(), number);
    into.add(Metric.LANE_RECORDS_DROPPED, lane.recordsDropped(), number);
    pressure(lane.pressure(), number, into);
  }

  private static void pressure(LanePressure pressure, String lane, Readings into) {
    into.add(Metric.LANE_TIMERS, pressure.timersFired(), lane);
    into.add(Metric.LANE_HELD, pressure.heldForTimer(), lane);
    into.add(Metric.LANE_PARKED, pressure.parked(), lane);
    into.add(Metric.LANE_SHED, pressure.shed(), lane);
    into.add(Metric.LANE_FORCED, pressure.forced(), lane);
    into.add(Metric.LANE_LATE, pressure.deadlinesMissed(), lane);
    into.add(Metric.LANE_OVER_BUDGET, pressure.overBudget(), lane);
    into.add(Metric.LANE_ABORTED, pressure.ordersAborted(), lane);
    into.add(Metric.LANE_CEILINGS, pressure.ceilings(), lane);
  }

  private static void ring(RingStatus ring, Readings into) {
    final String lane = Integer.toString(ring.lane());
    into.add(Metric.RING_CAPACITY, ring.capacity(), lane, ring.name());
    into.add(Metric.RING_DEPTH, ring.depth(), lane, ring.name());
    into.add(Metric.RING_LINES, ring.written(), lane, ring.name());
  }
}
