package io.hairspring.kernel.lane;

import io.hairspring.api.task.HotPath;
import io.hairspring.api.task.Task;
import io.hairspring.api.task.TriggerKind;
import io.hairspring.api.time.Timers;
import io.hairspring.kernel.plan.FusedSteps;
import io.hairspring.kernel.plan.Plan;
import io.hairspring.kernel.plan.StepSequence;
import io.hairspring.kernel.plan.Walk;
import io.hairspring.kernel.timer.TaskTimers;
import java.util.Arrays;
import java.util.Queue;

/**
 * Runs the steps of a cycle that are ready: the critical ones at a stretch, the deferred ones as
 * long as no trigger waits. A step that throws, or is over its budget too often, is left out from
 * there on and reported.
 */
@HotPath
final class StepWalker extends Walk {
  private static final int[] NOBODY = new int[0];

  private final LaneIngress ingress;
  private final StepTimes times;
  private final LaneCounters counters;
  private final TaskTimers timers;
  private final OrderEntry orders;
  private final Queue<TaskFailure> failures;
  private final ResourceHolds holds = new ResourceHolds();
  private final long[][] enabled;

  private Plan plan;
  private LaneCycle running;
  private boolean yielding;

  /** Whether every step of the plan is still in. */
  private boolean whole;

  StepWalker(
      LaneIngress ingress,
      StepTimes times,
      LaneCounters counters,
      OrderEntry orders,
      Queue<TaskFailure> failures,
      int words) {
    this.ingress = ingress;
    this.times = times;
    this.counters = counters;
    this.timers = new TaskTimers(ingress.timers());
    this.orders = orders;
    this.failures = failures;
    this.enabled = new long[TriggerKind.count()][words];
    this.allowed = new long[words];
  }

  /** The number of the task that runs, for who watches from outside; 0 when none has yet. */
  int task() {
    final LaneCycle cycle = running;
    final int[] numbers = cycle == null ? NOBODY : cycle.sequence.numbers;
    // The two are not read at once: the step may be of a longer sequence than the cycle's.
    final int at = step;
    return at < numbers.length ? numbers[at] : 0;
  }

  Timers timers() {
    timers.owner(running.sequence.numbers[step]);
    return timers;
  }

  void again() {
    again = true;
  }

  boolean shouldYield() {
    return yielding && ingress.waiting();
  }

  /** Walks another plan from now on, in which every step is in. */
  void adopt(Plan next) {
    plan = next;
    holds.release(-1L);
    if (!whole) {
      for (final long[] words : enabled) {
        Arrays.fill(words, -1L);
      }
      whole = true;
    }
  }

  /** Takes over what a parked cycle's tasks hold, under the plan just adopted. */
  void holdAgain(LaneCycle cycle) {
    final StepSequence sequence = cycle.sequence;
    for (int w = 0; w < sequence.width; w++) {
      for (long left = cycle.sliced[w]; left != 0; left &= left - 1) {
        final int i = w * Long.SIZE + Long.numberOfTrailingZeros(left);
        holds.hold(sequence.resources[i], cycle, i);
      }
    }
  }

  /** Runs the critical steps, all that are or become ready. */
  void critical(LaneCycle cycle) {
    running = cycle;
    yielding = false;
    boolean straight = whole && cycle.complete && !cycle.timed() && holds.held == 0;
    if (cycle.complete && !straight) {
      cycle.start();
    }
    while (true) {
      try {
        if (cycle.timed() || holds.held != 0) {
          careful(cycle);
        } else {
          walk(cycle, straight);
        }
        return;
      } catch (final RuntimeException | Error e) {
        straight = false;
        leaveOut(cycle, step, e);
      }
    }
  }

  private void walk(LaneCycle cycle, boolean straight) {
    if (straight && walkStraight(cycle)) {
      return;
    }
    final FusedSteps fused = plan.fused(cycle.kind());
    if (fused != null) {
      pick(cycle, fused);
      return;
    }
    for (int w = 0; w < cycle.sequence.criticalWords; w++) {
      if (cycle.ready[w] != 0) {
        walk(cycle, w);
      }
    }
  }

  /**
   * Runs the critical steps one after the other, for as long as each changes something that others
   * wait for: then every step is ready when its turn comes, and nothing has to be looked up. What
   * is ready where that ends is part of the plan.
   *
   * @return whether that was at the last step
   */
  private boolean walkStraight(LaneCycle cycle) {
    final StepSequence sequence = cycle.sequence;
    final FusedSteps fused = plan.fused(cycle.kind());
    final int count = sequence.criticalSteps;
    boolean through = false;
    try {
      through = fused == null ? walkArrays(cycle, count) : fused.run(cycle, this);
    } finally {
      if (!through) {
        sequence.readyBefore(step, cycle.ready);
        cycle.steps += step + 1;
      }
    }
    if (!through) {
      ran(cycle, step, changed);
      return false;
    }
    cycle.steps += count;
    if (sequence.width != sequence.criticalWords) {
      sequence.readyBefore(count, cycle.ready);
    }
    return true;
  }

  /** Runs the critical steps that are ready or become so, by code. */
  private void pick(LaneCycle cycle, FusedSteps fused) {
    final int end = cycle.sequence.criticalWords;
    words = cycle.ready;
    while (cycle.anyReady(end)) {
      for (int w = 0; w < end; w++) {
        allowed[w] = allowed(cycle, w);
      }
      boolean through = false;
      try {
        through = fused.pick(cycle, this);
      } finally {
        count(cycle, through ? end : step / Long.SIZE);
        if (!through) {
          // Of the word in which it ended.
          final int at = step / Long.SIZE;
          final long ran = word & ((2L << step) - 1);
          cycle.steps += Long.bitCount(ran);
          cycle.ready[at] = word & ~ran;
        }
      }
      if (!through) {
        ran(cycle, step, changed);
      }
    }
  }

  /** What is set in the words before one has run. */
  private void count(LaneCycle cycle, int end) {
    for (int w = 0; w < end; w++) {
      cycle.steps += Long.bitCount(cycle.ready[w] & allowed[w]);
      cycle.ready[w] = 0;
    }
  }

  private boolean walkArrays(LaneCycle cycle, int count) {
    final StepSequence sequence = cycle.sequence;
    final Task[] tasks = sequence.tasks;
    for (int i = 0; i < count; i++) {
      step = i;
      final boolean news = tasks[i].run(cycle);
      if ((!news && sequence.leads(i)) || again) {
        changed = news;
        return false;
      }
    }
    return true;
  }

  private void ran(LaneCycle cycle, int i, boolean changed) {
    final int w = i / Long.SIZE;
    cycle.ready[w] &= ~(1L << i);
    if (changed) {
      makeReady(cycle, i, w);
    }
    if (again) {
      again = false;
      cycle.ready[w] |= 1L << i;
    }
  }

  private void walk(LaneCycle cycle, int w) {
    final StepSequence sequence = cycle.sequence;
    final Task[] tasks = sequence.tasks;
    final long allowed = allowed(cycle, w);
    final long[] ready = cycle.ready;
    ready[w] &= allowed;
    while (ready[w] != 0) {
      final int i = first(cycle, w);
      step = i;
      cycle.steps++;
      ran(cycle, i, tasks[i].run(cycle));
      ready[w] &= allowed;
    }
  }

  private static void makeReady(LaneCycle cycle, int i, int from) {
    final StepSequence sequence = cycle.sequence;
    for (int v = from; v <= sequence.reach[i]; v++) {
      cycle.ready[v] |= sequence.successors[i * sequence.width + v];
    }
  }

  private void careful(LaneCycle cycle) {
    begin(cycle);
    for (int w = 0; w < cycle.sequence.criticalWords; w++) {
      while (ready(cycle, w)) {
        final int i = first(cycle, w);
        runAlone(cycle, i);
      }
    }
  }

  /** Whether deferred steps are ready. */
  boolean deferred(LaneCycle cycle) {
    boolean any = false;
    for (int w = cycle.sequence.criticalWords; w < cycle.sequence.width; w++) {
      any |= ready(cycle, w);
    }
    return any;
  }

  /** Leaves out what may be left out of a cycle's deferred steps. */
  void shed(LaneCycle cycle) {
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
  boolean slack(LaneCycle cycle, int words, boolean toTheEnd) {
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
        final int i = first(cycle, w);
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
    cycle.ready[w] &= allowed(cycle, w);
    cycle.sliced[w] &= cycle.ready[w];
    return cycle.ready[w] != 0;
  }

  private long allowed(LaneCycle cycle, int w) {
    final StepSequence sequence = cycle.sequence;
    return enabled[cycle.kind()][w] & sequence.admission.words[cycle.row + w];
  }

  private static int first(LaneCycle cycle, int w) {
    return w * Long.SIZE + Long.numberOfTrailingZeros(cycle.ready[w]);
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
      makeReady(cycle, i, w);
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
    return (allowed(cycle, i / Long.SIZE) & 1L << i) != 0;
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

  private void leaveOut(LaneCycle cycle, int i, Throwable cause) {
    cycle.outcome |= Outcome.TASK_FAILED;
    again = false;
    cycle.ready[i / Long.SIZE] &= ~(1L << i);
    if ((cycle.sliced[i / Long.SIZE] & 1L << i) != 0) {
      cycle.sliced[i / Long.SIZE] &= ~(1L << i);
      holds.release(cycle.sequence.resources[i]);
    }
    whole = false;
    final int number = cycle.sequence.numbers[i];
    for (int kind = 0; kind < enabled.length; kind++) {
      final int there = plan.sequence(kind).step(number);
      if (there != StepSequence.NONE) {
        enabled[kind][there / Long.SIZE] &= ~(1L << there);
      }
    }
    failures.offer(
        new TaskFailure(
            cause == null ? TaskFailure.Kind.OVER_BUDGET : TaskFailure.Kind.THREW,
            plan.epoch(),
            cycle.sequence.tasks[i],
            cycle.sequence.name(i),
            cause));
  }
}
