package io.hairspring.kernel.lane;

import io.hairspring.api.task.HotPath;
import io.hairspring.api.time.Timers;
import io.hairspring.kernel.plan.Plan;
import io.hairspring.kernel.plan.StepSequence;
import io.hairspring.kernel.plan.Walk;
import io.hairspring.kernel.timer.TaskTimers;

/**
 * Runs steps one by one: each is timed where its cycle is, may give way between slices of its work,
 * and waits for who holds what it is about to use. Deferred steps run so, as long as no trigger
 * waits.
 */
@HotPath
abstract class CarefulWalk extends Walk {
  private static final int[] NOBODY = new int[0];

  final StepsIn in;
  final ResourceHolds holds = new ResourceHolds();
  Plan plan;
  LaneCycle running;
  boolean yielding;

  private final LaneIngress ingress;
  private final StepTimes times;
  private final LaneCounters counters;
  private final TaskTimers timers;
  private final OrderEntry orders;

  CarefulWalk(
      LaneIngress ingress, StepTimes times, LaneCounters counters, OrderEntry orders, StepsIn in) {
    this.ingress = ingress;
    this.times = times;
    this.counters = counters;
    this.timers = new TaskTimers(ingress.timers());
    this.orders = orders;
    this.in = in;
  }

  /** Walks another plan from now on, in which every step is in. */
  final void adopt(Plan next) {
    plan = next;
    holds.release(-1L);
    in.adopt();
  }

  /** The number of the task that runs, for who watches from outside; 0 when none has yet. */
  final int task() {
    final LaneCycle cycle = running;
    final int[] numbers = cycle == null ? NOBODY : cycle.sequence.numbers;
    // The two are not read at once: the step may be of a longer sequence than the cycle's.
    final int at = step;
    return at < numbers.length ? numbers[at] : 0;
  }

  final Timers timers() {
    timers.owner(running.sequence.numbers[step]);
    return timers;
  }

  final void again() {
    again = true;
  }

  final boolean shouldYield() {
    return yielding && ingress.waiting();
  }

  /** Takes over what a parked cycle's tasks hold, under the plan just adopted. */
  final void holdAgain(LaneCycle cycle) {
    final StepSequence sequence = cycle.sequence;
    for (int w = 0; w < sequence.width; w++) {
      for (long left = cycle.sliced[w]; left != 0; left &= left - 1) {
        final int i = w * Long.SIZE + Long.numberOfTrailingZeros(left);
        holds.hold(sequence.resources[i], cycle, i);
      }
    }
  }

  /** Runs the critical steps. */
  final void careful(LaneCycle cycle) {
    begin(cycle);
    for (int w = 0; w < cycle.sequence.criticalWords; w++) {
      while (ready(cycle, w)) {
        final int i = cycle.firstReady(w);
        runAlone(cycle, i);
      }
    }
  }

  /** Whether deferred steps are ready. */
  final boolean deferred(LaneCycle cycle) {
    boolean any = false;
    for (int w = cycle.sequence.criticalWords; w < cycle.sequence.width; w++) {
      any |= ready(cycle, w);
    }
    return any;
  }

  /** Leaves out what may be left out of a cycle's deferred steps. */
  final void shed(LaneCycle cycle) {
    // What would not have run is not left out, and so not counted.
    deferred(cycle);
    cycle.shed(counters);
  }

  /**
   * Runs deferred steps until none is ready in the words up to one, or a trigger waits.
   *
   * @param toTheEnd whether triggers have to wait
   * @return whether none is left
   */
  final boolean slack(LaneCycle cycle, int words, boolean toTheEnd) {
    running = cycle;
    yielding = !toTheEnd;
    while (true) {
      try {
        return walkSlack(cycle, words, toTheEnd);
      } catch (final RuntimeException | Error e) {
        leaveOut(cycle, step, e);
      }
    }
  }

  private boolean walkSlack(LaneCycle cycle, int words, boolean toTheEnd) {
    begin(cycle);
    for (int w = 0; w < words; w++) {
      while (ready(cycle, w)) {
        final int i = cycle.firstReady(w);
        if (!toTheEnd && ingress.defers(cycle, cycle.sequence.expectedNanos[i])) {
          return false;
        }
        cycle.held = false;
        runAlone(cycle, i);
      }
    }
    return true;
  }

  /** Whether a step of a word is ready; what is not to run any more is dropped. */
  private boolean ready(LaneCycle cycle, int w) {
    cycle.ready[w] &= in.allowed(cycle, w);
    cycle.sliced[w] &= cycle.ready[w];
    return cycle.ready[w] != 0;
  }

  private void runAlone(LaneCycle cycle, int i) {
    if (finishHolders(cycle, i)) {
      run(cycle, i);
    }
  }

  private void run(LaneCycle cycle, int i) {
    final StepSequence sequence = cycle.sequence;
    final int w = i / Long.SIZE;
    cycle.ready[w] &= ~(1L << i);
    step = i;
    cycle.steps++;
    final boolean changed = sequence.tasks[i].run(cycle);
    if (cycle.timed() && times.end(cycle, i)) {
      leaveOut(cycle, i, null);
    }
    if (changed) {
      cycle.makeReady(i, w);
    }
    keepOrGiveBack(cycle, i);
  }

  private void keepOrGiveBack(LaneCycle cycle, int i) {
    final long resources = cycle.sequence.resources[i];
    final int w = i / Long.SIZE;
    if (again) {
      again = false;
      cycle.ready[w] |= 1L << i;
      cycle.sliced[w] |= 1L << i;
      holds.hold(resources, cycle, i);
    } else if ((cycle.sliced[w] & 1L << i) != 0) {
      cycle.sliced[w] &= ~(1L << i);
      holds.release(resources);
    }
  }

  /**
   * Priority ceiling: whoever holds what a step is about to use runs to its end first, and nothing
   * else in between. Sha, Rajkumar and Lehoczky, "Priority Inheritance Protocols" (IEEE
   * Transactions on Computers 39(9), 1990), section IV.
   *
   * @return whether the step is still to run: its task may have failed as the holder
   */
  private boolean finishHolders(LaneCycle cycle, int i) {
    int resource = holds.heldFrom(cycle.sequence.resources[i], cycle, i);
    if (resource < 0) {
      return true;
    }
    times.flush(cycle);
    while (resource >= 0) {
      cycle.outcome |= Outcome.CEILING;
      counters.countCeiling();
      finish(holds.cycle(resource), holds.step(resource));
      resource = holds.heldFrom(cycle.sequence.resources[i], cycle, i);
    }
    running = cycle;
    orders.of(cycle);
    begin(cycle);
    return (in.allowed(cycle, i / Long.SIZE) & 1L << i) != 0;
  }

  /** What the cycle's next step takes is timed from now on, if it is timed. */
  private void begin(LaneCycle cycle) {
    if (cycle.timed()) {
      times.begin();
    }
  }

  private void finish(LaneCycle holder, int i) {
    final boolean couldYield = yielding;
    yielding = false;
    running = holder;
    orders.of(holder);
    begin(holder);
    try {
      do {
        run(holder, i);
      } while ((holder.sliced[i / Long.SIZE] & 1L << i) != 0);
    } catch (final RuntimeException | Error e) {
      leaveOut(holder, i, e);
    } finally {
      times.flush(holder);
      yielding = couldYield;
    }
  }

  /** A step failed: it is left out from here on. */
  final void leaveOut(LaneCycle cycle, int i, Throwable cause) {
    cycle.outcome |= Outcome.TASK_FAILED;
    again = false;
    cycle.ready[i / Long.SIZE] &= ~(1L << i);
    if ((cycle.sliced[i / Long.SIZE] & 1L << i) != 0) {
      cycle.sliced[i / Long.SIZE] &= ~(1L << i);
      holds.release(cycle.sequence.resources[i]);
    }
    in.leaveOut(plan, cycle, i, cause);
  }
}
