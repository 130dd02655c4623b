package io.hairspring.kernel.lane;

import io.hairspring.api.task.HotPath;
import io.hairspring.api.task.Task;
import io.hairspring.kernel.plan.FusedSteps;
import io.hairspring.kernel.plan.StepSequence;

/**
 * Runs the steps of a cycle that are ready: the critical ones at a stretch, by the quickest way
 * that there is for them, the deferred ones one by one. A step that throws, or is over its budget
 * too often, is left out from there on and reported.
 */
@HotPath
final class StepWalker extends CarefulWalk {
  StepWalker(
      LaneIngress ingress,
      StepTimes times,
      LaneCounters counters,
      OrderEntry orders,
      StepsIn in,
      int words) {
    super(ingress, times, counters, orders, in);
    this.allowed = new long[words];
  }

  /** Runs the critical steps, all that are or become ready. */
  void critical(LaneCycle cycle) {
    running = cycle;
    yielding = false;
    boolean straight = in.all && cycle.complete && !cycle.timed() && holds.held == 0;
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
        allowed[w] = in.allowed(cycle, w);
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
      cycle.makeReady(i, w);
    }
    if (again) {
      again = false;
      cycle.ready[w] |= 1L << i;
    }
  }

  private void walk(LaneCycle cycle, int w) {
    final StepSequence sequence = cycle.sequence;
    final Task[] tasks = sequence.tasks;
    final long allowed = in.allowed(cycle, w);
    final long[] ready = cycle.ready;
    ready[w] &= allowed;
    while (ready[w] != 0) {
      final int i = cycle.firstReady(w);
      step = i;
      cycle.steps++;
      ran(cycle, i, tasks[i].run(cycle));
      ready[w] &= allowed;
    }
  }
}
