package io.hairspring.monitor.observe;

import io.hairspring.api.monitor.TasksInForce;
import io.hairspring.api.monitor.TasksInForce.TaskInForce;

/**
 * What a lane may be busy with one cycle for while a task runs: the task's budget, or a multiple of
 * what it is expected to take when it states none, and what all the others are expected to take.
 */
final class StuckLimit {
  private static final int MULTIPLE = 8;

  private final long least;
  private long[] byTask = new long[0];

  /** Never below so many nanoseconds: every machine stops a thread for a moment now and then. */
  StuckLimit(long least) {
    this.least = least;
  }

  /** Whatever runs, it is not less. */
  long least() {
    return least;
  }

  void adopt(TasksInForce tasks) {
    long all = 0;
    for (final TaskInForce task : tasks.byNumber()) {
      all += task == null ? 0 : task.expectedNanos();
    }
    final long[] limits = new long[tasks.byNumber().size()];
    for (final TaskInForce task : tasks.byNumber()) {
      if (task != null) {
        final long own =
            task.budgetNanos() > 0 ? task.budgetNanos() : MULTIPLE * task.expectedNanos();
        limits[task.number()] = Math.max(least, own + all - task.expectedNanos());
      }
    }
    byTask = limits;
  }

  /** In nanoseconds, while a task runs; the least when it is not one of the plan. */
  long nanos(int task) {
    final long known = task < byTask.length ? byTask[task] : 0;
    return known == 0 ? least : known;
  }
}
