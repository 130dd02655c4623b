package io.hairspring.benchmarks.dispatch;

import io.hairspring.api.task.HotPath;
import io.hairspring.api.task.Task;
import io.hairspring.benchmarks.work.BusyTask;
import io.hairspring.benchmarks.work.Carry;
import java.lang.invoke.VarHandle;
import java.util.List;

/** Five tasks of some length, each of which computes on the result of the one before. */
final class StraightBusy implements StraightLine {
  private final BusyTask t0;
  private final BusyTask t1;
  private final BusyTask t2;
  private final BusyTask t3;
  private final BusyTask t4;

  StraightBusy(int rounds) {
    final Carry carry = new Carry();
    t0 = new BusyTask(rounds, carry);
    t1 = new BusyTask(rounds, carry);
    t2 = new BusyTask(rounds, carry);
    t3 = new BusyTask(rounds, carry);
    t4 = new BusyTask(rounds, carry);
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
