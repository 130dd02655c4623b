package io.hairspring.kernel.lane;

import io.hairspring.api.task.HotPath;
import io.hairspring.api.time.PlatformClock;
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
      if ((started[word] & 1L << ticking.task()) == 0) {
        started[word] |= 1L << ticking.task();
        timers.every(
            ticking.task(), clock.nanoTime() + ticking.terms().periodNanos(), ticking.terms(), 0);
      }
    }
  }
}
