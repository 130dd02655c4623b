package io.hairspring.kernel.lane;

import io.hairspring.api.task.HotPath;
import io.hairspring.api.time.PlatformClock;
import io.hairspring.kernel.graph.TaskNode;
import io.hairspring.kernel.plan.Plan;
import io.hairspring.kernel.plan.StepSequence;
import io.hairspring.kernel.plan.Ticking;
import io.hairspring.kernel.timer.TimerQueue;

/**
 * The timers that tasks have by their definition: started once for each task, and anew where a
 * successor has defined another. A task that is kept out of the plan for a while keeps its own.
 */
@HotPath
final class TaskTicks {
  private final TimerQueue timers;
  private final PlatformClock clock;
  private final long[] ids = new long[TaskNode.MAX_NUMBER + 1];

  TaskTicks(TimerQueue timers, PlatformClock clock) {
    this.timers = timers;
    this.clock = clock;
  }

  /** Has the tasks of a plan tick as they are defined in it. */
  void follow(Plan plan) {
    final StepSequence timed = plan.sequence(LaneCycle.TIMER);
    for (int i = 0; i < timed.numbers.length; i++) {
      final int task = timed.numbers[i];
      if (ids[task] != 0 && !ticksSo(plan, task)) {
        timers.cancel(ids[task]);
        ids[task] = 0;
      }
    }
    for (int i = 0; i < plan.ticking().length; i++) {
      final Ticking ticking = plan.ticking()[i];
      if (ids[ticking.task()] == 0) {
        // Refused, it is 0 again: a later plan tries anew.
        ids[ticking.task()] = every(ticking);
      }
    }
  }

  private boolean ticksSo(Plan plan, int task) {
    for (int i = 0; i < plan.ticking().length; i++) {
      final Ticking ticking = plan.ticking()[i];
      if (ticking.task() == task) {
        return timers.ticks(ids[task], ticking.terms());
      }
    }
    return false;
  }

  /** The timers of a task are cancelled. */
  void stopped(int task) {
    ids[task] = 0;
  }

  private long every(Ticking ticking) {
    final long first = clock.nanoTime() + ticking.terms().periodNanos();
    return timers.every(ticking.task(), first, ticking.terms(), 0);
  }
}
