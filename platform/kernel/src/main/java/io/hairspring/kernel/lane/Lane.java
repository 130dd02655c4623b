package io.hairspring.kernel.lane;

import io.hairspring.api.task.HotPath;
import io.hairspring.api.task.TriggerKind;
import io.hairspring.api.time.PlatformClock;
import io.hairspring.api.time.Timers;
import io.hairspring.kernel.plan.Plan;
import io.hairspring.kernel.probe.LaneGuest;
import io.hairspring.kernel.ring.LineRing;
import io.hairspring.kernel.timer.TaskTimers;
import io.hairspring.kernel.timer.TimerQueue;
import io.hairspring.schema.MessageHeaderEncoder;
import io.hairspring.schema.TimerFiredEncoder;
import java.util.Queue;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Runs the plan, cycle after cycle, on one thread that spins: timers that are due first, then
 * reports, then market events, and deferred steps while nothing else is there. A new plan is
 * adopted between two cycles.
 */
@HotPath
public final class Lane implements Runnable {
  private final int number;
  private final PlatformClock clock;
  private final LaneRings rings;
  private final LaneSettings settings;
  private final LaneCounters counters = new LaneCounters();
  private final TimerQueue timers;
  private final LaneIngress ingress;
  private final OrderEntry orders;
  private final RecordWriter records;
  private final StepTimes times;
  private final StepWalker walker;
  private final Slack slack;
  private final TaskTicks ticks = new TaskTicks();
  private final MessageHeaderEncoder header = new MessageHeaderEncoder();
  private final TimerFiredEncoder timerLine = new TimerFiredEncoder();
  private final UnsafeBuffer fired = new UnsafeBuffer(new byte[LineRing.LINE]);

  private volatile Plan offered;
  private volatile int adoptedEpoch;
  private volatile LaneGuest guest;
  private volatile boolean running = true;

  private Plan plan;
  private long cycles;
  private long lastSequence;
  private boolean holding;

  /**
   * Prepares a lane; {@link #run} is for its thread.
   *
   * @param number from 0
   * @param first the plan to start with
   * @param failures where tasks that were left out are reported: bounded, thread safe, drained by
   *     the control thread
   */
  public Lane(
      int number,
      PlatformClock clock,
      LaneRings rings,
      LaneSettings settings,
      Plan first,
      Queue<TaskFailure> failures) {
    this.number = number;
    this.clock = clock;
    this.rings = rings;
    this.settings = settings;
    this.timers = new TimerQueue(settings.timers());
    this.ingress = new LaneIngress(rings.reports(), rings.market(), timers, clock);
    this.orders = new OrderEntry(rings.egress(), clock, counters, number, settings);
    this.records = new RecordWriter(rings.records(), counters, number);
    this.times = new StepTimes(clock, records, counters, settings, TriggerKind.count());
    this.walker = new StepWalker(ingress, times, counters, orders, failures, settings.words());
    this.slack = new Slack(walker, clock, records, times, counters, orders, settings);
    this.offered = first;
    this.plan = first;
    walker.adopt(first);
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

  /** The timers of one task, by its number. For the control thread to hand out. */
  public Timers timersOf(int task) {
    final TaskTimers own = new TaskTimers(timers);
    own.owner(task);
    return own;
  }

  /**
   * Number of the task that runs, or was the last to run; 0 when none was. Any thread, unordered.
   */
  public int task() {
    return walker.task();
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

  /** When the next timer is due, in platform time; {@link Long#MAX_VALUE} for none. Lane thread. */
  public long nextTimerNanos() {
    return timers.nextDue();
  }

  /** Measures what a reading of the clock costs; {@link #run} begins with it. Allocates. */
  public void calibrate() {
    times.calibrate();
  }

  @Override
  public void run() {
    calibrate();
    while (running) {
      if (!turn() && !holding) {
        Thread.onSpinWait();
      }
    }
  }

  /**
   * One pass: adopts a plan that is offered, then runs at most one cycle, or what is deferred.
   *
   * @return whether anything was run
   */
  public boolean turn() {
    if (offered != plan) {
      adopt(offered);
    }
    if (guest != null) {
      receive();
    }
    final LineRing ring = ingress.next();
    if (ring != null) {
      return take(ring, clock.nanoTime());
    }
    if (timers.nextDue() != Long.MAX_VALUE) {
      final long now = clock.nanoTime();
      if (timers.nextDue() <= now) {
        return fire(now);
      }
    }
    return slack.use(cycles);
  }

  private void adopt(Plan next) {
    plan = next;
    walker.adopt(next);
    times.planAdopted();
    slack.adopt(next);
    ticks.start(next, timers, clock);
    records.planAdopted(next.epoch());
    adoptedEpoch = next.epoch();
  }

  private void receive() {
    try {
      guest.visit(rings.market(), rings.egress(), rings.records());
    } finally {
      guest = null;
    }
  }

  private boolean take(LineRing ring, long now) {
    if (timers.nextDue() <= now && timers.nextDue() != Long.MAX_VALUE) {
      return fire(now);
    }
    final int kind = ingress.kind(ring);
    if (ingress.preciseWithin(now, plan.sequence(kind).criticalNanos)) {
      hold();
      return false;
    }
    holding = false;
    final int offset = ring.peek();
    final LaneCycle cycle = slack.take();
    cycle.begin(plan, kind, ++cycles, now, ring.buffer(), offset, lastSequence);
    lastSequence = cycle.lastSequence();
    if (run(cycle)) {
      cycle.keep(ring.buffer(), offset);
    }
    ring.release();
    slack.put(cycle);
    return true;
  }

  private void hold() {
    if (!holding) {
      holding = true;
      counters.countHeld();
      records.heldForTimer();
    }
  }

  private boolean fire(long now) {
    if (!timers.expire(now)) {
      return false;
    }
    holding = false;
    final int step = plan.sequence(LaneCycle.TIMER).step(timers.firedOwner());
    if (step < 0) {
      // Its task has left the plan.
      timers.cancelOwner(timers.firedOwner());
      return true;
    }
    timerLine
        .wrapAndApplyHeader(fired, 0, header)
        .timerId(timers.firedId())
        .dueNanos(timers.firedDueNanos())
        .argument(timers.firedArgument())
        .missed(timers.firedMissed())
        .task(timers.firedOwner());
    counters.countTimer();
    final LaneCycle cycle = slack.take();
    cycle.begin(plan, LaneCycle.TIMER, ++cycles, now, fired, 0, lastSequence);
    cycle.ready[step / Long.SIZE] |= 1L << step;
    if (run(cycle)) {
      cycle.keep(fired, 0);
    }
    slack.put(cycle);
    return true;
  }

  /** Runs the critical steps of a cycle; whether deferred ones are left. */
  private boolean run(LaneCycle cycle) {
    cycle.timed = times.sampled();
    orders.of(cycle);
    counters.begin(cycle.timeNanos());
    walker.critical(cycle);
    final long end = clock.nanoTime();
    if (end - cycle.timeNanos() > cycle.sequence.deadlineNanos) {
      late(cycle);
    }
    final boolean deferred = walker.deferred(cycle);
    records.critical(cycle, deferred, end);
    times.flush(cycle);
    counters.countOrders(cycle.orders);
    counters.idle();
    counters.countCycle(cycle.kind() == LaneCycle.MARKET);
    return deferred;
  }

  private void late(LaneCycle cycle) {
    cycle.late = true;
    counters.countLate();
    times.timeNext();
    if (settings.deadlinePolicy() != DeadlinePolicy.COUNT) {
      slack.shed(cycle);
    }
  }
}
