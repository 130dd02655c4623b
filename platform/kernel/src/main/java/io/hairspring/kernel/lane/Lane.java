package io.hairspring.kernel.lane;

import io.hairspring.api.task.HotPath;
import io.hairspring.api.time.PlatformClock;
import io.hairspring.api.time.Timers;
import io.hairspring.kernel.plan.Plan;
import io.hairspring.kernel.plan.StepSequence;
import io.hairspring.kernel.ring.LineRing;
import io.hairspring.kernel.timer.TaskTimers;
import io.hairspring.kernel.timer.TimerQueue;
import io.hairspring.schema.MessageHeaderEncoder;
import io.hairspring.schema.TimerFiredEncoder;
import java.util.Queue;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Lane 0: takes what triggers cycles, timers that are due first, then reports, then market events,
 * and runs the plan on one thread that spins, with deferred steps while nothing else is there. It
 * leads the other lanes, if there are any, through each cycle. A new plan is adopted between two
 * cycles.
 */
@HotPath
public final class Lane extends LaneLoop {
  private final PlatformClock clock;
  private final TimerQueue timers;
  private final LaneIngress ingress;
  private final Slack slack;
  private final Followers followers;
  private final TaskTicks ticks;
  private final Departures departures = new Departures();
  private final MessageHeaderEncoder header = new MessageHeaderEncoder();
  private final TimerFiredEncoder timerLine = new TimerFiredEncoder();
  private final UnsafeBuffer fired = new UnsafeBuffer(new byte[LineRing.LINE]);

  private long cycles;
  private long lastSequence;
  private boolean holding;
  private long heldSinceNanos;

  /**
   * Prepares the only lane; {@link #run} is for its thread.
   *
   * @param first the plan to start with
   * @param failures where tasks that were left out are reported: bounded, thread safe, drained by
   *     the control thread
   */
  public Lane(
      PlatformClock clock,
      LaneRings rings,
      LaneSettings settings,
      Plan first,
      Queue<TaskFailure> failures) {
    this(clock, rings, settings, first, failures, Followers.none());
  }

  /**
   * Prepares the lane that leads others.
   *
   * @param followers the rings to the other lanes
   */
  public Lane(
      PlatformClock clock,
      LaneRings rings,
      LaneSettings settings,
      Plan first,
      Queue<TaskFailure> failures,
      Followers followers) {
    this(
        clock,
        rings,
        settings,
        first,
        failures,
        followers,
        new LaneIngress(rings.reports(), rings.market(), new TimerQueue(settings.timers()), clock));
  }

  private Lane(
      PlatformClock clock,
      LaneRings rings,
      LaneSettings settings,
      Plan first,
      Queue<TaskFailure> failures,
      Followers followers,
      LaneIngress ingress) {
    super(0, rings, new CycleRunner(0, clock, rings, settings, ingress, failures), first);
    this.clock = clock;
    this.timers = ingress.timers();
    this.ingress = ingress;
    this.slack = new Slack(runner);
    this.followers = followers;
    this.ticks = new TaskTicks(timers, clock);
  }

  /** The timers of one task, by its number. For the control thread to hand out. */
  public Timers timersOf(int task) {
    final TaskTimers own = new TaskTimers(timers);
    own.owner(task);
    return own;
  }

  /**
   * A task has left the session, and with the next plan its timers go. Those of one that is only
   * kept out of the plan wait for it. Control thread.
   *
   * @param task its number
   */
  public void left(int task) {
    departures.add(task);
  }

  /** When the next timer is due, in platform time; {@link Long#MAX_VALUE} for none. Lane thread. */
  public long nextTimerNanos() {
    return timers.nextDue();
  }

  /**
   * Runs the critical steps of a market event, and nothing else that belongs to a cycle: no ring,
   * no clock, no record. For measurements; lane thread.
   */
  public void walk(DirectBuffer line, int offset) {
    final LaneCycle cycle = slack.free();
    cycle.begin(runner.plan, LaneCycle.MARKET, cycles, 0, line, offset, lastSequence);
    runner.walk(cycle);
  }

  @Override
  boolean holding() {
    return holding;
  }

  /**
   * The boundary between two cycles: takes up the restraints and the plan that wait, and receives a
   * guest. {@link #turn} begins with it. Lane thread.
   */
  public void takeUp() {
    // Before the plan: what a guest offers is in force before another cycle begins.
    attend();
    final Plan wanted = offered();
    if (wanted != runner.plan) {
      adopt(wanted);
    }
  }

  @Override
  public boolean turn() {
    takeUp();
    final LineRing ring = ingress.next();
    if (ring != null) {
      return take(ring);
    }
    if (timers.nextDue() != Long.MAX_VALUE) {
      final long now = clock.nanoTime();
      if (timers.nextDue() <= now) {
        return fire(now);
      }
    }
    if (slack.use(cycles)) {
      return true;
    }
    rest();
    return false;
  }

  private void adopt(Plan next) {
    runner.adopt(next);
    slack.adopt(next);
    cancelDeparted();
    resumeHeld(next);
    ticks.follow(next);
    followers.adopt(next);
    adopted(next.epoch());
  }

  private void cancelDeparted() {
    if (departures.any()) {
      for (int task = departures.take(); task != Departures.NONE; task = departures.take()) {
        timers.cancelOwner(task);
        ticks.stopped(task);
      }
    }
  }

  private void resumeHeld(Plan next) {
    for (int slot = timers.nextHeld(0); slot >= 0; slot = timers.nextHeld(slot + 1)) {
      if (next.sequence(LaneCycle.TIMER).step(timers.heldOwner(slot)) != StepSequence.NONE) {
        timers.resume(slot);
      }
    }
  }

  private boolean take(LineRing ring) {
    // What needs no time is read first: a clock reading waits for the loads before it, and those
    // after it wait for the reading.
    final Plan plan = runner.plan;
    final int kind = ingress.kind(ring);
    final long expectedNanos = plan.sequence(kind).criticalNanos;
    final DirectBuffer line = ring.buffer();
    final int offset = ring.peek();
    final long now = clock.nanoTime();
    if (timers.nextDue() <= now) {
      return fire(now);
    }
    if (holds(now, expectedNanos)) {
      hold(now, kind);
      rest();
      return false;
    }
    holding = false;
    final LaneCycle cycle = slack.free();
    cycle.begin(plan, kind, ++cycles, now, line, offset, lastSequence);
    lastSequence = cycle.lastSequence();
    final boolean deferred = run(cycle, line, offset);
    ring.release();
    if (deferred) {
      slack.keep();
    }
    return true;
  }

  /** Whether a trigger has to wait for a precise timer that its cycle would run into. */
  private boolean holds(long now, long nanos) {
    // What has waited for as long as it takes itself waits no more: ticks that come closer together
    // would keep it for ever.
    return ingress.preciseWithin(now, nanos) && (!holding || now - heldSinceNanos < nanos);
  }

  private void hold(long now, int kind) {
    if (!holding) {
      holding = true;
      heldSinceNanos = now;
      runner.counters.countHeld();
      runner.records.heldForTimer(kind);
    }
  }

  private boolean fire(long now) {
    final int step = runner.plan.sequence(LaneCycle.TIMER).step(timers.nextOwner());
    if (step == StepSequence.NONE) {
      timers.hold();
      return true;
    }
    timers.expire(now);
    timerLine
        .wrapAndApplyHeader(fired, 0, header)
        .timerId(timers.firedId())
        .dueNanos(timers.firedDueNanos())
        .argument(timers.firedArgument())
        .missed(timers.firedMissed())
        .task(timers.firedOwner());
    runner.records.fired(fired);
    runner.counters.countTimer();
    final LaneCycle cycle = slack.free();
    cycle.begin(runner.plan, LaneCycle.TIMER, ++cycles, now, fired, 0, lastSequence);
    cycle.ready[step / Long.SIZE] |= 1L << step;
    if (run(cycle, fired, 0)) {
      slack.keep();
    }
    return true;
  }

  /** Runs the critical steps of a cycle; whether deferred ones are left, with its trigger kept. */
  private boolean run(LaneCycle cycle, DirectBuffer line, int offset) {
    followers.send(runner.plan, cycle, line, offset);
    final boolean deferred = runner.run(cycle);
    if (deferred) {
      cycle.keep(line, offset);
    }
    return deferred;
  }
}
