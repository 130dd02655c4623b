package io.hairspring.benchmarks.affinity;

import io.hairspring.api.task.LatencyClass;
import io.hairspring.api.task.TaskDefinition;
import io.hairspring.api.task.TriggerKind;
import io.hairspring.benchmarks.work.BusyTask;
import io.hairspring.benchmarks.work.Carry;
import io.hairspring.kernel.probe.ProbeLane;
import java.util.function.LongConsumer;

/**
 * Cycles of a lane whose events are due at even distances, whatever became of those before: what a
 * lane loses with its core shows in every event that was due meanwhile. Lane thread.
 */
final class PacedCycles {
  /** Between two events. */
  static final long PERIOD_NANOS = 10_000;

  private static final int TASK_NANOS = 200;

  private final ProbeLane lane;

  /**
   * Plans the tasks: three that compute, one that looks things up in memory.
   *
   * @param lane one that has no tasks yet
   * @param roundsPerNano of {@link io.hairspring.benchmarks.work.BusyWork}
   */
  PacedCycles(ProbeLane lane, double roundsPerNano) {
    this.lane = lane;
    final int rounds = (int) (TASK_NANOS * roundsPerNano);
    final Carry carry = new Carry();
    lane.add(task("prices").build(), new BusyTask(rounds, carry));
    lane.add(task("book").after("prices").build(), new LookUp());
    lane.add(task("signal").after("book").build(), new BusyTask(rounds, carry));
    lane.add(task("decision").after("signal").build(), new BusyTask(rounds, carry));
    lane.plan(ProbeLane.Order.CRITICAL_PATH);
  }

  private static TaskDefinition.Builder task(String name) {
    return TaskDefinition.named(name)
        .on(TriggerKind.MARKET_EVENT)
        .latencyClass(LatencyClass.CRITICAL);
  }

  /**
   * Runs cycles.
   *
   * @param latencies from an event's being due to the end of its cycle, in nanoseconds
   */
  void run(int cycles, LongConsumer latencies) {
    long due = System.nanoTime();
    for (int i = 0; i < cycles; i++) {
      due += PERIOD_NANOS;
      long now = System.nanoTime();
      while (now < due) {
        now = System.nanoTime();
      }
      lane.event(due);
      while (lane.turn()) {
        // The cycle; at first, the plan before it.
      }
      latencies.accept(System.nanoTime() - due);
      lane.discard();
    }
  }
}
