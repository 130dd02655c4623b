package io.hairspring.kernel.plan;

import io.hairspring.kernel.graph.TaskNode;

/** What the runs of a task are expected to take. */
@FunctionalInterface
public interface TaskTimes {
  /** What is taken for a task that was never measured and states no budget, in nanoseconds. */
  long UNKNOWN_NANOS = 500;

  /** Nothing measured yet: the budgets that tasks state, and a guess where there is none. */
  TaskTimes DECLARED =
      node -> node.definition().budgetNanos() > 0 ? node.definition().budgetNanos() : UNKNOWN_NANOS;

  /** The expected time of one run, in nanoseconds; more than 0. */
  long nanos(TaskNode node);
}
