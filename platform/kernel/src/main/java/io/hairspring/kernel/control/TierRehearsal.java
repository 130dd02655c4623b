package io.hairspring.kernel.control;

import io.hairspring.api.task.Cycle;
import io.hairspring.api.task.LatencyClass;
import io.hairspring.api.task.Task;
import io.hairspring.api.task.TaskDefinition;
import io.hairspring.api.task.TriggerKind;
import io.hairspring.api.time.PlatformClock;
import io.hairspring.kernel.probe.ProbeLane;
import java.util.List;

/**
 * Runs a lane's code on second tiers of stand-in tasks, before a session's lane does. Compiled code
 * contains what has been seen to happen: a lane that comes upon its first second tier in the midst
 * of trading would fall back to the interpreter. So plans of several sizes run, in which a step
 * here and there changes nothing or runs twice. Control thread.
 */
final class TierRehearsal {
  /** One block, two and three: more classes of blocks than a profile tells apart. */
  private static final int[] SIZES = {7, 32, 40};

  /** More than the compiler's first stage waits for, less than its last. */
  private static final int CYCLES = 1_500;

  private static final int BATCH = 50;

  private final int size;
  private int cycle;
  private int repeated;

  private TierRehearsal(int size) {
    this.size = size;
  }

  static void run(KernelSettings settings, PlatformClock clock) {
    for (final int size : SIZES) {
      new TierRehearsal(Math.min(size, settings.maxTasks())).run(new DrivenLane(settings, clock));
    }
  }

  private void run(DrivenLane lane) {
    for (int i = 0; i < size; i++) {
      final TaskDefinition.Builder task =
          TaskDefinition.named(name(i)).latencyClass(LatencyClass.CRITICAL);
      lane.add(definition(task, i), standIn(i));
    }
    lane.plan(ProbeLane.Order.CRITICAL_PATH);
    lane.specialise(CYCLES);
    for (cycle = 1; cycle <= CYCLES; cycle++) {
      lane.event(0);
      lane.turn();
      if (cycle % BATCH == 0) {
        lane.discard();
      }
    }
  }

  /** After the two before it: where one changes nothing, what follows is not ready in its turn. */
  private static TaskDefinition definition(TaskDefinition.Builder task, int i) {
    if (i == 0) {
      return task.on(TriggerKind.MARKET_EVENT).build();
    }
    return i == 1 ? task.after(name(0)).build() : task.after(name(i - 1), name(i - 2)).build();
  }

  private static String name(int i) {
    return "stand-in-" + i;
  }

  /** One of three classes: more than a profile tells apart. */
  private Task standIn(int i) {
    final List<Task> classes =
        List.of(run -> changes(run, i), run -> changes(run, i), run -> changes(run, i));
    return classes.get(i % classes.size());
  }

  private boolean changes(Cycle run, int i) {
    if (cycle % (3 * size) == size + i && repeated != cycle) {
      repeated = cycle;
      run.again();
    }
    return cycle % (3 * size) != i;
  }
}
