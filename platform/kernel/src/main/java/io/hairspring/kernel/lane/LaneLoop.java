package io.hairspring.kernel.lane;

import io.hairspring.api.task.HotPath;
import io.hairspring.kernel.plan.Plan;
import io.hairspring.kernel.probe.LaneGuest;

/** What every lane is to the control thread, and the loop that its thread spins in. */
@HotPath
public abstract class LaneLoop implements Runnable {
  private final int number;
  private final LaneRings rings;
  final CycleRunner runner;

  private volatile Plan offered;
  private volatile int adoptedEpoch;

  // Published by the epoch.
  private long adoptedNanos;
  private volatile LaneGuest guest;
  private volatile boolean examine;

  // Whether there is anything to look at besides the plan: one look a turn for all of it.
  private volatile boolean called;

  private volatile boolean running = true;

  LaneLoop(int number, LaneRings rings, CycleRunner runner, Plan first) {
    this.number = number;
    this.rings = rings;
    this.runner = runner;
    this.offered = first;
    runner.begin(first);
  }

  /** Number of the lane, from 0. */
  public final int number() {
    return number;
  }

  /** What it counts. */
  public final LaneCounters counters() {
    return runner.counters;
  }

  /** Where strategies' ports send to. */
  public final OrderEntry orders() {
    return runner.orders;
  }

  /**
   * Number of the task that runs, or was the last to run; 0 when none was. Any thread, unordered.
   */
  public final int task() {
    return runner.walker.task();
  }

  /** Control thread: offers a plan; the lane adopts it at a cycle boundary. */
  public final void offer(Plan next) {
    offered = next;
  }

  /** The epoch of the plan it runs: nothing of an earlier plan is in use any more. Any thread. */
  public final int epoch() {
    return adoptedEpoch;
  }

  /** When it adopted that plan, in platform time. Any thread, after {@link #epoch}. */
  public final long adoptedNanos() {
    return adoptedNanos;
  }

  /**
   * Control thread: lends the lane's thread at its next cycle boundary, until the guest returns.
   */
  public final void lend(LaneGuest visitor) {
    guest = visitor;
    called = true;
  }

  /**
   * Keeps the lane from something, or no more, from its next cycle boundary on. One thread at a
   * time.
   *
   * @param word of {@link Restraints#word}
   */
  public final void restrain(long word) {
    runner.restraints.want(word);
    called = true;
  }

  /** What it is kept from. */
  public final Restraints restraints() {
    return runner.restraints;
  }

  /** Has each step of the next cycle timed. Any thread. */
  public final void examine() {
    examine = true;
    called = true;
  }

  /** Whether a guest has the thread, or is about to. */
  public final boolean lent() {
    return guest != null;
  }

  /** Ends {@link #run} at the next cycle boundary. */
  public final void stop() {
    running = false;
  }

  /** Measures what a reading of the clock costs; {@link #run} begins with it. Allocates. */
  public final void calibrate() {
    runner.times.calibrate();
  }

  @Override
  public final void run() {
    calibrate();
    while (running) {
      if (!turn() && !holding()) {
        Thread.onSpinWait();
      }
    }
    rest();
  }

  /**
   * One pass: at most one cycle, or what is deferred.
   *
   * @return whether anything was run
   */
  public abstract boolean turn();

  /** Whether a time is near that must not be missed by a pause of the processor. */
  abstract boolean holding();

  /**
   * Hands over the records that are kept back while there is more to run. A {@link #turn} that
   * finds nothing to run ends with it; who turns a lane and stops before that calls it. Lane
   * thread.
   */
  public final void rest() {
    runner.rest();
  }

  final Plan offered() {
    return offered;
  }

  final void adopted(int epoch) {
    adoptedNanos = runner.clock.nanoTime();
    adoptedEpoch = epoch;
  }

  /** Looks at what was left for it; a guest has the thread until it leaves. */
  final void attend() {
    if (called) {
      // First: what is left from here on is seen in the next turn.
      called = false;
      runner.restraints.adopt();
      if (examine) {
        examine = false;
        runner.times.timeNext();
      }
      receiveGuest();
    }
  }

  private void receiveGuest() {
    final LaneGuest visitor = guest;
    if (visitor != null) {
      rest();
      try {
        visitor.visit(rings.market(), rings.egress(), rings.records());
      } finally {
        guest = null;
      }
    }
  }
}
