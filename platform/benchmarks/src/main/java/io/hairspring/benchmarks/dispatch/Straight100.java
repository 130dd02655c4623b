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

/** A hundred small tasks. */
final class Straight100 implements StraightLine {
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
  private final Congruence t20 = new Congruence();
  private final Rotation t21 = new Rotation();
  private final Shift t22 = new Shift();
  private final Parity t23 = new Parity();
  private final Difference t24 = new Difference();
  private final Toggle t25 = new Toggle();
  private final Clamp t26 = new Clamp();
  private final Mix t27 = new Mix();
  private final Tick t28 = new Tick();
  private final Spread t29 = new Spread();
  private final Mask t30 = new Mask();
  private final Fold t31 = new Fold();
  private final Sum t32 = new Sum();
  private final Ema t33 = new Ema();
  private final Maximum t34 = new Maximum();
  private final Minimum t35 = new Minimum();
  private final Congruence t36 = new Congruence();
  private final Rotation t37 = new Rotation();
  private final Shift t38 = new Shift();
  private final Parity t39 = new Parity();
  private final Difference t40 = new Difference();
  private final Toggle t41 = new Toggle();
  private final Clamp t42 = new Clamp();
  private final Mix t43 = new Mix();
  private final Tick t44 = new Tick();
  private final Spread t45 = new Spread();
  private final Mask t46 = new Mask();
  private final Fold t47 = new Fold();
  private final Sum t48 = new Sum();
  private final Ema t49 = new Ema();
  private final Maximum t50 = new Maximum();
  private final Minimum t51 = new Minimum();
  private final Congruence t52 = new Congruence();
  private final Rotation t53 = new Rotation();
  private final Shift t54 = new Shift();
  private final Parity t55 = new Parity();
  private final Difference t56 = new Difference();
  private final Toggle t57 = new Toggle();
  private final Clamp t58 = new Clamp();
  private final Mix t59 = new Mix();
  private final Tick t60 = new Tick();
  private final Spread t61 = new Spread();
  private final Mask t62 = new Mask();
  private final Fold t63 = new Fold();
  private final Sum t64 = new Sum();
  private final Ema t65 = new Ema();
  private final Maximum t66 = new Maximum();
  private final Minimum t67 = new Minimum();
  private final Congruence t68 = new Congruence();
  private final Rotation t69 = new Rotation();
  private final Shift t70 = new Shift();
  private final Parity t71 = new Parity();
  private final Difference t72 = new Difference();
  private final Toggle t73 = new Toggle();
  private final Clamp t74 = new Clamp();
  private final Mix t75 = new Mix();
  private final Tick t76 = new Tick();
  private final Spread t77 = new Spread();
  private final Mask t78 = new Mask();
  private final Fold t79 = new Fold();
  private final Sum t80 = new Sum();
  private final Ema t81 = new Ema();
  private final Maximum t82 = new Maximum();
  private final Minimum t83 = new Minimum();
  private final Congruence t84 = new Congruence();
  private final Rotation t85 = new Rotation();
  private final Shift t86 = new Shift();
  private final Parity t87 = new Parity();
  private final Difference t88 = new Difference();
  private final Toggle t89 = new Toggle();
  private final Clamp t90 = new Clamp();
  private final Mix t91 = new Mix();
  private final Tick t92 = new Tick();
  private final Spread t93 = new Spread();
  private final Mask t94 = new Mask();
  private final Fold t95 = new Fold();
  private final Sum t96 = new Sum();
  private final Ema t97 = new Ema();
  private final Maximum t98 = new Maximum();
  private final Minimum t99 = new Minimum();

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
      t20.run(null);
      t21.run(null);
      t22.run(null);
      t23.run(null);
      t24.run(null);
      t25.run(null);
      t26.run(null);
      t27.run(null);
      t28.run(null);
      t29.run(null);
      t30.run(null);
      t31.run(null);
      t32.run(null);
      t33.run(null);
      t34.run(null);
      t35.run(null);
      t36.run(null);
      t37.run(null);
      t38.run(null);
      t39.run(null);
      t40.run(null);
      t41.run(null);
      t42.run(null);
      t43.run(null);
      t44.run(null);
      t45.run(null);
      t46.run(null);
      t47.run(null);
      t48.run(null);
      t49.run(null);
      t50.run(null);
      t51.run(null);
      t52.run(null);
      t53.run(null);
      t54.run(null);
      t55.run(null);
      t56.run(null);
      t57.run(null);
      t58.run(null);
      t59.run(null);
      t60.run(null);
      t61.run(null);
      t62.run(null);
      t63.run(null);
      t64.run(null);
      t65.run(null);
      t66.run(null);
      t67.run(null);
      t68.run(null);
      t69.run(null);
      t70.run(null);
      t71.run(null);
      t72.run(null);
      t73.run(null);
      t74.run(null);
      t75.run(null);
      t76.run(null);
      t77.run(null);
      t78.run(null);
      t79.run(null);
      t80.run(null);
      t81.run(null);
      t82.run(null);
      t83.run(null);
      t84.run(null);
      t85.run(null);
      t86.run(null);
      t87.run(null);
      t88.run(null);
      t89.run(null);
      t90.run(null);
      t91.run(null);
      t92.run(null);
      t93.run(null);
      t94.run(null);
      t95.run(null);
      t96.run(null);
      t97.run(null);
      t98.run(null);
      t99.run(null);
      VarHandle.releaseFence();
      VarHandle.acquireFence();
    }
  }

  @Override
  public List<Task> tasks() {
    final Task[] tasks = {
      t0, t1, t2, t3, t4, t5, t6, t7, t8, t9,
      t10, t11, t12, t13, t14, t15, t16, t17, t18, t19,
      t20, t21, t22, t23, t24, t25, t26, t27, t28, t29,
      t30, t31, t32, t33, t34, t35, t36, t37, t38, t39,
      t40, t41, t42, t43, t44, t45, t46, t47, t48, t49,
      t50, t51, t52, t53, t54, t55, t56, t57, t58, t59,
      t60, t61, t62, t63, t64, t65, t66, t67, t68, t69,
      t70, t71, t72, t73, t74, t75, t76, t77, t78, t79,
      t80, t81, t82, t83, t84, t85, t86, t87, t88, t89,
      t90, t91, t92, t93, t94, t95, t96, t97, t98, t99
    };
    return List.of(tasks);
  }
}
