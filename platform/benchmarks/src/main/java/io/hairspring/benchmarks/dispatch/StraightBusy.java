package io.hairspring.benchmarks.dispatch;

import io.hairspring.api.task.HotPath;
import io.hairspring.api.task.Task;
import io.hairspring.benchmarks.work.BusyTask;
import java.lang.invoke.VarHandle;
import java.util.List;

/**
 * Five tasks of some length, each of which computes on the result of the one before, and the first
 * on that of the last.
 */
final class StraightBusy implements StraightLine {
  private final BusyTask t0;
  private final BusyTask t1;
  private final BusyTask t2;
  private final BusyTask t3;
  private final BusyTask t4;

  StraightBusy(int rounds) {
    t0 = new BusyTask(rounds);
    t1 = new BusyTask(rounds);
    t2 = new BusyTask(rounds);
    t3 = new BusyTask(rounds);
    t4 = new BusyTask(rounds);
    t0.goOnFrom(t4);
    t1.goOnFrom(t0);
    t2.goOnFrom(t1);
    t3.goOnFrom(t2);
    t4.goOnFrom(t3);
  }

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
    return List.of(t0, t1, t2, t3, t4);
  }
}
