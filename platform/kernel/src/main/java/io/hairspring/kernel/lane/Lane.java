package io.hairspring.kernel.lane;

import io.hairspring.api.task.HotPath;
import io.hairspring.api.task.Task;
import io.hairspring.api.task.TriggerKind;
import io.hairspring.api.time.PlatformClock;
import io.hairspring.kernel.plan.Plan;
import io.hairspring.kernel.plan.StepSequence;
import io.hairspring.kernel.probe.LaneGuest;
import io.hairspring.kernel.ring.LineRing;
import io.hairspring.schema.ExecutionReportDecoder;
import io.hairspring.schema.MarketEventDecoder;
import java.util.Arrays;
import java.util.Queue;

/**
 * Runs the plan, cycle after cycle, on one thread that spins. Reports go before market events. A
 * new plan is adopted between two cycles; a task that throws is left out from there on and
 * reported.
 */
@HotPath
public final class Lane implements Runnable {
  private static final int MARKET = TriggerKind.MARKET_EVENT.ordinal();
  private static final int REPORT = TriggerKind.EXECUTION_REPORT.ordinal();

  private final int number;
  private final PlatformClock clock;
  private final LaneRings rings;
  private final Queue<TaskFailure> failures;
  private final LaneCounters counters = new LaneCounters();
  private final LaneCycle cycle = new LaneCycle();
  private final OrderEntry orders;
  private final RecordWriter records;
  private final long[] enabled = new long[TriggerKind.count()];

  private volatile Plan offered;
  private volatile int adoptedEpoch;
  private volatile LaneGuest guest;
  private volatile boolean running = true;

  private Plan plan;
  private int step;
  private int stepsRun;
  private long changed;
  private boolean failed;
  private boolean adopted;

  /**
   * Prepares a lane; {@link #run} is for its thread.
   *
   * @param number from 0
   * @param first the plan to start with
   * @param failures where tasks that threw are reported: bounded, thread safe, drained by the
   *     control thread
   */
  public Lane(
      int number, PlatformClock clock, LaneRings rings, Plan first, Queue<TaskFailure> failures) {
    this.number = number;
    this.clock = clock;
    this.rings = rings;
    this.failures = failures;
    this.orders = new OrderEntry(rings.egress(), clock, number, cycle);
    this.records = new RecordWriter(rings.records(), counters, number);
    this.offered = first;
    this.plan = first;
  }

  /** Number of the lane. */
  public int number() {
    return number;
  }

  /** What it counts. */
  public LaneCounters counters() {
    return counters;
  }

  /** Where strategies' ports send to. */
  public OrderEntry orders() {
    return orders;
  }

  /** Control thread: offers a plan; the lane adopts it at its next cycle boundary. */
  public void offer(Plan next) {
    offered = next;
  }

  /** The epoch of the plan it runs: nothing of an earlier plan is in use any more. Any thread. */
  public int epoch() {
    return adoptedEpoch;
  }

  /**
   * Control thread: lends the lane's thread at its next cycle boundary, until the guest returns.
   */
  public void lend(LaneGuest visitor) {
    guest = visitor;
  }

  /** Whether a guest has the thread, or is about to. */
  public boolean lent() {
    return guest != null;
  }

  /** Ends {@link #run} at the next cycle boundary. */
  public void stop() {
    running = false;
  }

  @Override
  public void run() {
    adopt(offered);
    while (running) {
      if (!turn()) {
        Thread.onSpinWait();
      }
    }
  }

  /**
   * One pass: adopts a plan that is offered, then runs at most one cycle.
   *
   * @return whether a cycle was run
   */
  public boolean turn() {
    if (offered != plan) {
      adopt(offered);
    }
    if (guest != null) {
      try {
        guest.visit(rings.market(), rings.egress(), rings.records());
      } finally {
        guest = null;
      }
    }
    return report() || marketEvent();
  }

  private void adopt(Plan next) {
    plan = next;
    Arrays.fill(enabled, -1L);
    adopted = true;
    adoptedEpoch = next.epoch();
  }

  private boolean report() {
    final LineRing ring = rings.reports();
    final int offset = ring.peek();
    if (offset == LineRing.EMPTY) {
      return false;
    }
    cycle.beginReport(clock.nanoTime(), ring.buffer(), offset);
    runCycle(REPORT, ExecutionReportDecoder.TEMPLATE_ID);
    ring.release();
    return true;
  }

  private boolean marketEvent() {
    final LineRing ring = rings.market();
    final int offset = ring.peek();
    if (offset == LineRing.EMPTY) {
      return false;
    }
    cycle.beginMarketEvent(clock.nanoTime(), ring.buffer(), offset);
    runCycle(MARKET, MarketEventDecoder.TEMPLATE_ID);
    counters.event();
    ring.release();
    return true;
  }

  private void runCycle(int trigger, int templateId) {
    orders.beginCycle();
    failed = false;
    runSteps(plan.sequence(trigger), trigger);
    records.write(
        cycle, plan.epoch(), templateId, stepsRun, orders, failed, adopted, clock.nanoTime());
    adopted = false;
    counters.cycle(orders.sent(), orders.refused());
  }

  private void runSteps(StepSequence sequence, int trigger) {
    step = 0;
    stepsRun = 0;
    changed = StepSequence.TRIGGER;
    while (step < sequence.tasks.length) {
      try {
        walk(sequence, enabled[trigger]);
      } catch (final RuntimeException | Error e) {
        leaveOut(sequence, e);
        step++;
      }
    }
  }

  private void walk(StepSequence sequence, long allowed) {
    final Task[] tasks = sequence.tasks;
    final long[] inputs = sequence.inputs;
    long seen = changed;
    for (int i = step; i < tasks.length; i++) {
      if ((inputs[i] & seen) != 0 && ((allowed >>> i) & 1) != 0) {
        step = i;
        stepsRun++;
        if (tasks[i].run(cycle)) {
          seen |= 1L << i;
          changed = seen;
        }
      }
    }
    step = tasks.length;
  }

  private void leaveOut(StepSequence sequence, Throwable cause) {
    failed = true;
    final Task task = sequence.tasks[step];
    for (int kind = 0; kind < enabled.length; kind++) {
      final Task[] tasks = plan.sequence(kind).tasks;
      for (int i = 0; i < tasks.length; i++) {
        if (tasks[i] == task) {
          enabled[kind] &= ~(1L << i);
        }
      }
    }
    failures.offer(new TaskFailure(plan.epoch(), sequence.names().get(step), cause));
  }
}
