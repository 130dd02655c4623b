package io.hairspring.benchmarks.dispatch;

import io.hairspring.api.task.HotPath;
import io.hairspring.api.task.Task;
import io.hairspring.benchmarks.work.SmallTasks.Congruence;
import io.hairspring.benchmarks.work.SmallTasks.Ema;
import io.hairspring.benchmarks.work.SmallTasks.Maximum;
import io.hairspring.benchmarks.work.SmallTasks.Minimum;
import io.hairspring.benchmarks.work.SmallTasks.Sum;
import java.lang.invoke.VarHandle;
import java.util.List;

/** Five small tasks. */
final class Straight5 implements StraightLine {
  private final Sum t0 = new Sum();
  private final Ema t1 = new Ema();
  private final Maximum t2 = new Maximum();
  private final Minimum t3 = new Minimum();
  private final Congruence t4 = new Congruence();

  @Override
  @HotPath
  public void run(int cycles) {
    for (int cycle = 0; cycle < cycles; cycle++) {
      t0.run(null);
      t1.run(null);
      t2.run(null);
      t3.run(null);
      t4.run(null);
      VarHandle.releaseFence();
      VarHandle.acquireFence();
    }
  }

  @Override
  public List<Task> tasks() {
    final Task[] tasks = {t0, t1, t2, t3, t4};
    return List.of(tasks);
  }
}
