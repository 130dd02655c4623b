package io.hairspring.monitor.observe;

import io.hairspring.api.monitor.TasksInForce.TaskInForce;
import io.hairspring.monitor.detect.OverLimit;
import io.hairspring.monitor.measure.Measure;
import io.hairspring.monitor.measure.MeasureBook;

/** What is measured and noticed of one task, of those of its runs that are timed. */
final class TaskObserver {
  private static final double SLOW = 1.5;
  private static final long SLOW_NANOS = 500;

  private final Subject subject;
  private final long expected;
  private final long budget;
  private final double slow;
  private final Measure time;
  private final OverLimit runs = new OverLimit();

  TaskObserver(TaskInForce task, int lane, MeasureBook book) {
    this.subject = new Subject("task:" + task.name(), lane, task.number());
    this.expected = task.expectedNanos();
    this.budget = task.budgetNanos();
    this.slow = SLOW * task.expectedNanos() + SLOW_NANOS;
    this.time = book.open(subject.name(), "time");
  }

  Subject subject() {
    return subject;
  }

  long budgetNanos() {
    return budget;
  }

  /** One more run; how many one after another were over its budget, with this one. */
  int add(long nanos) {
    time.record(nanos);
    return runs.add(budget > 0 && nanos > budget);
  }

  /** How much longer than planned with a run was. */
  long excess(long nanos) {
    return nanos - expected;
  }

  /** Whether a run took clearly longer than the plan was made with. */
  boolean slow(long nanos) {
    return nanos > slow;
  }
}
