package io.hairspring.kernel.lane;

import io.hairspring.api.task.HotPath;
import io.hairspring.api.task.TriggerKind;
import io.hairspring.api.time.PlatformClock;
import io.hairspring.kernel.plan.Plan;
import io.hairspring.kernel.ring.LineRing;
import java.util.Queue;

/** Runs the critical steps of cycles under the plan in force, and writes their records. */
@HotPath
final class CycleRunner {
  final PlatformClock clock;
  final LaneSettings settings;
  final LaneCounters counters = new LaneCounters();
  final Restraints restraints;
  final OrderEntry orders;
  final RecordWriter records;
  final StepTimes times;
  final StepWalker walker;

  /** The plan in force. */
  Plan plan;

  private final LineRing egress;
  private boolean resting = true;

  CycleRunner(
      int lane,
      PlatformClock clock,
      LaneRings rings,
      LaneSettings settings,
      LaneIngress ingress,
      Queue<TaskFailure> failures) {
    this.clock = clock;
    this.settings = settings;
    this.egress = rings.egress();
    this.restraints = new Restraints(clock);
    this.orders = new OrderEntry(rings.egress(), clock, counters, restraints, lane, settings);
    this.records = new RecordWriter(rings.records(), counters, lane);
    this.times = new StepTimes(clock, records, counters, settings, TriggerKind.count());
    final StepsIn in = new StepsIn(failures, settings.words());
    this.walker = new StepWalker(ingress, times, counters, orders, in, settings.words());
  }

  /** The plan to start with. */
  void begin(Plan first) {
    plan = first;
    walker.adopt(first);
  }

  void adopt(Plan next) {
    begin(next);
    times.planAdopted();
    records.planAdopted(next.epoch());
  }

  /**
   * Runs the critical steps of a cycle that has begun.
   *
   * @return whether deferred ones are left
   */
  boolean run(LaneCycle cycle) {
    if (times.sampled()) {
      cycle.outcome |= Outcome.TIMED;
    }
    orders.of(cycle);
    busy(cycle.timeNanos());
    walker.critical(cycle);
    final boolean room = records.begin(cycle);
    final long end = clock.nanoTime();
    if (end - cycle.timeNanos() > cycle.sequence.deadlineNanos) {
      late(cycle);
    }
    if (restraints.shedding()) {
      walker.shed(cycle);
    }
    final boolean deferred = walker.deferred(cycle);
    records.critical(cycle, room, deferred, end);
    times.flush(cycle);
    counters.countOrders(cycle.orders);
    counters.countCycle(cycle.kind() == LaneCycle.MARKET);
    return deferred;
  }

  /** The lane is busy since a time, until it rests. */
  void busy(long nanos) {
    if (resting) {
      resting = false;
      records.rested(nanos);
    }
    counters.begin(nanos);
  }

  /**
   * There is nothing to run: what was kept back for such a time is done now. The next order's line
   * is fetched as the next records' are.
   */
  void rest() {
    if (!resting) {
      resting = true;
      records.rest();
      egress.fetch();
      // Last: who sees a lane at rest has its records.
      counters.idle();
    }
  }

  /** Runs the critical steps of a cycle that has begun, and leaves no trace of it. */
  void walk(LaneCycle cycle) {
    orders.of(cycle);
    walker.critical(cycle);
  }

  private void late(LaneCycle cycle) {
    cycle.outcome |= Outcome.DEADLINE_MISSED;
    counters.countLate();
    times.timeNext();
    if (settings.deadlinePolicy() != DeadlinePolicy.COUNT) {
      walker.shed(cycle);
    }
  }
}
