package io.hairspring.benchmarks.dispatch;

import io.hairspring.api.task.LatencyClass;
import io.hairspring.api.task.Task;
import io.hairspring.api.task.TaskDefinition;
import io.hairspring.api.task.TriggerKind;
import io.hairspring.benchmarks.report.Samples;
import io.hairspring.kernel.probe.KernelProbe;
import io.hairspring.kernel.probe.ProbeLane;
import java.util.List;

/**
 * The same tasks called from straight code and walked by a lane, in alternating blocks. A cycle of
 * the lane is all of it: a market event put into its ring, the turn, the record released. Lane
 * thread.
 */
final class Contest {
  /** Events in the ring before the lane takes the first of them. */
  static final int BATCH = 64;

  private static final int BLOCKS = 16;

  private final String name;
  private final StraightLine straight;
  private final ProbeLane lane;
  private final int tasks;
  private final int cycles;
  private final Samples fused = new Samples();
  private final Samples planned = new Samples();
  private final Samples ratio = new Samples();

  private Contest(String name, StraightLine straight, ProbeLane lane, int cycles) {
    this.name = name;
    this.straight = straight;
    this.lane = lane;
    this.tasks = straight.tasks().size();
    this.cycles = cycles;
  }

  /**
   * Tasks that depend on each other in a row.
   *
   * @param cycles of a block, a multiple of {@link #BATCH}
   */
  static Contest chain(KernelProbe probe, String name, StraightLine straight, int cycles) {
    final ProbeLane lane = probe.lane();
    addChain(lane, straight.tasks());
    lane.plan(ProbeLane.Order.CRITICAL_PATH);
    return new Contest(name, straight, lane, cycles);
  }

  /** Tasks in a square, each of which depends on the one above and the one to the left. */
  static Contest mesh(KernelProbe probe, String name, StraightLine straight, int side, int cycles) {
    final ProbeLane lane = probe.lane();
    for (int i = 0; i < side * side; i++) {
      final TaskDefinition.Builder definition = definition(i);
      if (i == 0) {
        definition.on(TriggerKind.MARKET_EVENT);
      } else if (i < side) {
        definition.after(name(i - 1));
      } else if (i % side == 0) {
        definition.after(name(i - side));
      } else {
        definition.after(name(i - side), name(i - 1));
      }
      lane.add(definition.build(), straight.tasks().get(i));
    }
    lane.plan(ProbeLane.Order.CRITICAL_PATH);
    return new Contest(name, straight, lane, cycles);
  }

  /** Adds tasks to a lane that depend on each other in a row. */
  static void addChain(ProbeLane lane, List<Task> tasks) {
    for (int i = 0; i < tasks.size(); i++) {
      final TaskDefinition.Builder definition = definition(i);
      if (i == 0) {
        definition.on(TriggerKind.MARKET_EVENT);
      } else {
        definition.after(name(i - 1));
      }
      lane.add(definition.build(), tasks.get(i));
    }
  }

  private static TaskDefinition.Builder definition(int i) {
    return TaskDefinition.named(name(i)).latencyClass(LatencyClass.CRITICAL);
  }

  private static String name(int i) {
    return "t" + i;
  }

  /** Runs both, as often as a measurement does. */
  void warmUp() {
    for (int block = 0; block < BLOCKS; block++) {
      run(true);
      run(false);
    }
  }

  /**
   * Measures short blocks of each by turns, so that what the host takes meanwhile hits few of them
   * and decides nothing.
   *
   * @param planFirst which comes first
   */
  void measure(boolean planFirst) {
    for (int block = 0; block < BLOCKS; block++) {
      final long begin = System.nanoTime();
      run(planFirst);
      final long middle = System.nanoTime();
      run(!planFirst);
      final long end = System.nanoTime();
      final double plan = planFirst ? middle - begin : end - middle;
      final double direct = planFirst ? end - middle : middle - begin;
      fused.add(direct / cycles / tasks);
      planned.add(plan / cycles / tasks);
      ratio.add(plan / direct);
    }
  }

  private void run(boolean plan) {
    if (plan) {
      cycles(lane, cycles);
    } else {
      straight.run(cycles);
    }
  }

  /** Runs cycles of a lane, in batches. */
  static void cycles(ProbeLane lane, int cycles) {
    for (int done = 0; done < cycles; done += BATCH) {
      for (int i = 0; i < BATCH; i++) {
        lane.event(0);
      }
      for (int i = 0; i < BATCH; i++) {
        lane.turn();
      }
      lane.discard();
    }
  }

  String name() {
    return name;
  }

  /** Tasks of a cycle. */
  int tasks() {
    return tasks;
  }

  /** Nanoseconds a task, straight. */
  Samples fused() {
    return fused;
  }

  /** Nanoseconds a task, by the plan. */
  Samples planned() {
    return planned;
  }

  /** Plan over straight code. */
  Samples ratio() {
    return ratio;
  }
}
