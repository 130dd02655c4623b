package io.hairspring.benchmarks.throughput;

import io.hairspring.api.task.LatencyClass;
import io.hairspring.api.task.TaskDefinition;
import io.hairspring.api.task.TriggerKind;
import io.hairspring.benchmarks.report.Samples;
import io.hairspring.benchmarks.work.SmallTasks;
import io.hairspring.kernel.probe.ProbeLane;

/**
 * Small tasks on one lane, in chains that start with the market event, as fast as events can be
 * taken. Lane thread.
 */
final class TaskRate {
  private static final int CHAINS = 20;
  private static final int LENGTH = 10;
  private static final int BATCH = 64;
  private static final int CYCLES = 100 * BATCH;

  private final ProbeLane lane;
  private final Samples perSecond = new Samples();

  TaskRate(ProbeLane lane) {
    this.lane = lane;
    for (int chain = 0; chain < CHAINS; chain++) {
      for (int i = 0; i < LENGTH; i++) {
        final TaskDefinition.Builder definition =
            TaskDefinition.named(name(chain, i)).latencyClass(LatencyClass.CRITICAL);
        if (i == 0) {
          definition.on(TriggerKind.MARKET_EVENT);
        } else {
          definition.after(name(chain, i - 1));
        }
        lane.add(definition.build(), SmallTasks.number(chain + i));
      }
    }
    lane.plan(ProbeLane.Order.CRITICAL_PATH);
  }

  private static String name(int chain, int i) {
    return "chain" + chain + "." + i;
  }

  void warmUp() {
    cycles();
  }

  void measure() {
    final long begin = System.nanoTime();
    cycles();
    final double seconds = (System.nanoTime() - begin) / 1e9;
    perSecond.add(tasks() * CYCLES / seconds);
  }

  private void cycles() {
    for (int done = 0; done < CYCLES; done += BATCH) {
      for (int i = 0; i < BATCH; i++) {
        lane.event(0);
      }
      for (int i = 0; i < BATCH; i++) {
        lane.turn();
      }
      lane.discard();
    }
  }

  /** Tasks of a cycle. */
  int tasks() {
    return CHAINS * LENGTH;
  }

  /** Tasks run in a second, one figure a block. */
  Samples perSecond() {
    return perSecond;
  }
}
