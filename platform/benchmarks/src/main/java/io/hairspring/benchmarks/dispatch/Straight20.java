package io.hairspring.benchmarks.dispatch;

import io.hairspring.api.task.HotPath;
import io.hairspring.api.task.Task;
import io.hairspring.benchmarks.work.SmallTasks.Clamp;
import io.hairspring.benchmarks.work.SmallTasks.Congruence;
import io.hairspring.benchmarks.work.SmallTasks.Difference;
import io.hairspring.benchmarks.work.SmallTasks.Ema;
import io.hairspring.benchmarks.work.SmallTasks.Fold;
import io.hairspring.benchmarks.work.SmallTasks.Mask;
import io.hairspring.benchmarks.work.SmallTasks.Maximum;
import io.hairspring.benchmarks.work.SmallTasks.Minimum;
import io.hairspring.benchmarks.work.SmallTasks.Mix;
import io.hairspring.benchmarks.work.SmallTasks.Parity;
import io.hairspring.benchmarks.work.SmallTasks.Rotation;
import io.hairspring.benchmarks.work.SmallTasks.Shift;
import io.hairspring.benchmarks.work.SmallTasks.Spread;
import io.hairspring.benchmarks.work.SmallTasks.Sum;
import io.hairspring.benchmarks.work.SmallTasks.Tick;
import io.hairspring.benchmarks.work.SmallTasks.Toggle;
import java.lang.invoke.VarHandle;
import java.util.List;

/** Twenty small tasks. */
final class Straight20 implements StraightLine {
  private final Sum t0 = new Sum();
  private final Ema t1 = new Ema();
  private final Maximum t2 = new Maximum();
  private final Minimum t3 = new Minimum();
  private final Congruence t4 = new Congruence();
  private final Rotation t5 = new Rotation();
  private final Shift t6 = new Shift();
  private final Parity t7 = new Parity();
  private final Difference t8 = new Difference();
  private final Toggle t9 = new Toggle();
  private final Clamp t10 = new Clamp();
  private final Mix t11 = new Mix();
  private final Tick t12 = new Tick();
  private final Spread t13 = new Spread();
  private final Mask t14 = new Mask();
  private final Fold t15 = new Fold();
  private final Sum t16 = new Sum();
  private final Ema t17 = new Ema();
  private final Maximum t18 = new Maximum();
  private final Minimum t19 = new Minimum();

  @Override
  @HotPath
  public void run(int cycles) {
    for (int cycle = 0; cycle < cycles; cycle++) {
      t0.run(null);
      t1.run(null);
      t2.run(null);
      t3.run(null);
      t4.run(null);
      t5.run(null);
      t6.run(null);
      t7.run(null);
      t8.run(null);
      t9.run(null);
      t10.run(null);
      t11.run(null);
      t12.run(null);
      t13.run(null);
      t14.run(null);
      t15.run(null);
      t16.run(null);
      t17.run(null);
      t18.run(null);
      t19.run(null);
      VarHandle.releaseFence();
      VarHandle.acquireFence();
    }
  }

  @Override
  public List<Task> tasks() {
    final Task[] tasks = {
      t0, t1, t2, t3, t4, t5, t6, t7, t8, t9,
      t10, t11, t12, t13, t14, t15, t16, t17, t18, t19
    };
    return List.of(tasks);
  }
}
