package io.hairspring.benchmarks.log;

import io.hairspring.api.task.LatencyClass;
import io.hairspring.api.task.TaskDefinition;
import io.hairspring.api.task.TriggerKind;
import io.hairspring.benchmarks.work.BusyTask;
import io.hairspring.benchmarks.work.Carry;
import io.hairspring.kernel.probe.ProbeLane;

/** Five tasks in a chain that compute, so that nothing but the record varies. */
final class BusyLoad implements LaneLoad {
  private static final int TASKS = 5;

  private final ProbeLane lane;

  /**
   * Plans the tasks.
   *
   * @param rounds of a task's work
   */
  BusyLoad(ProbeLane lane, int rounds) {
    this.lane = lane;
    final Carry carry = new Carry();
    for (int i = 0; i < TASKS; i++) {
      final TaskDefinition.Builder task =
          TaskDefinition.named("t" + i).latencyClass(LatencyClass.CRITICAL);
      if (i == 0) {
        task.on(TriggerKind.MARKET_EVENT);
      } else {
        task.after("t" + (i - 1));
      }
      lane.add(task.build(), new BusyTask(rounds, carry));
    }
    lane.plan(ProbeLane.Order.CRITICAL_PATH);
  }

  @Override
  public ProbeLane lane() {
    return lane;
  }

  @Override
  public int round() {
    return 1;
  }

  @Override
  public void prepare(int batch) {
    // Its events are made as they are put.
  }

  @Override
  public void put(int event) {
    lane.event(0);
  }

  @Override
  public void close() {
    // Nothing is open.
  }
}
