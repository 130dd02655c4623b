package io.hairspring.benchmarks.dispatch;

import io.hairspring.api.task.Task;
import java.util.List;

/**
 * Tasks called one after another by code that knows them: the least that running them can cost.
 * What they return is not looked at; between two cycles nothing may stay in registers, as it does
 * not when events come through a ring.
 */
interface StraightLine {

  /** Calls all tasks in order, again and again. */
  void run(int cycles);

  /** The tasks in order. */
  List<Task> tasks();
}
