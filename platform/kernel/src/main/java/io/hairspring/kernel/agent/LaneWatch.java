package io.hairspring.kernel.agent;

import io.hairspring.api.monitor.LaneGlimpse;
import io.hairspring.api.monitor.TasksInForce;
import io.hairspring.kernel.lane.LaneCounters;
import io.hairspring.kernel.lane.LaneLoop;
import io.hairspring.kernel.lane.LaneRings;
import io.hairspring.kernel.ring.LineRing;
import java.util.function.LongSupplier;

/** A lane as it is seen from outside. Any thread. */
public final class LaneWatch implements LaneGlimpse {
  private final LaneLoop lane;
  private final LaneCounters counters;
  private final LineRing market;
  private final LineRing egress;
  private final LineRing records;
  private final LongSupplier sent;
  private volatile TasksInForce tasks = TasksInForce.NONE;

  /**
   * Watches one lane.
   *
   * @param rings its own
   * @param sent market events that were sent to it
   */
  public LaneWatch(LaneLoop lane, LaneRings rings, LongSupplier sent) {
    this.lane = lane;
    this.counters = lane.counters();
    this.market = rings.market();
    this.egress = rings.egress();
    this.records = rings.records();
    this.sent = sent;
  }

  /** Control thread: the tasks that it runs from now on. */
  public void tasks(TasksInForce next) {
    tasks = next;
  }

  @Override
  public int lane() {
    return lane.number();
  }

  @Override
  public long busySince() {
    return counters.busySince();
  }

  @Override
  public int task() {
    return lane.task();
  }

  @Override
  public long cycles() {
    return counters.cycles();
  }

  @Override
  public TasksInForce tasks() {
    return tasks;
  }

  @Override
  public long eventsSent() {
    return sent.getAsLong();
  }

  @Override
  public long marketWaiting() {
    return waiting(market);
  }

  @Override
  public long egressWaiting() {
    return waiting(egress);
  }

  @Override
  public long recordsWaiting() {
    return waiting(records);
  }

  @Override
  public void examine() {
    lane.examine();
  }

  private static long waiting(LineRing ring) {
    // The consumer first: it is never ahead of the producer.
    final long consumed = ring.consumed();
    return ring.produced() - consumed;
  }
}
