package io.hairspring.kernel.lane;

import io.hairspring.api.task.HotPath;
import io.hairspring.api.time.PlatformClock;
import io.hairspring.api.time.Timers;
import io.hairspring.kernel.graph.TaskNode;
import io.hairspring.kernel.plan.Plan;
import io.hairspring.kernel.plan.Ticking;
import io.hairspring.kernel.timer.TimerQueue;

/** Starts the timers that tasks have by their definition, once for each task. */
@HotPath
final class TaskTicks {
  private final long[] started = new long[TaskNode.MAX_NUMBER / Long.SIZE + 1];

  void start(Plan plan, TimerQueue timers, PlatformClock clock) {
    for (int i = 0; i < plan.ticking().length; i++) {
      final Ticking ticking = plan.ticking()[i];
      final int word = ticking.task() / Long.SIZE;
      if ((started[word] & 1L << ticking.task()) == 0 && every(ticking, timers, clock)) {
        started[word] |= 1L << ticking.task();
      }
    }
  }

  /** The timers of a task are cancelled: should it come back, it ticks anew. */
  void stopped(int task) {
    started[task / Long.SIZE] &= ~(1L << task);
  }

  private static boolean every(Ticking ticking, TimerQueue timers, PlatformClock clock) {
    final long first = clock.nanoTime() + ticking.terms().periodNanos();
    return timers.every(ticking.task(), first, ticking.terms(), 0) != Timers.REFUSED;
  }
}
