package io.hairspring.benchmarks.dispatch;

import io.hairspring.api.task.LatencyClass;
import io.hairspring.api.task.Task;
import io.hairspring.api.task.TaskDefinition;
import io.hairspring.api.task.TriggerKind;
import io.hairspring.benchmarks.report.Samples;
import io.hairspring.kernel.probe.KernelProbe;
import io.hairspring.kernel.probe.ProbeLane;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * The same tasks called from straight code and run by lanes on both tiers, in alternating blocks.
 * Lane thread.
 */
final class Contest {
  /** Events in the ring before the lane takes the first of them. */
  static final int BATCH = 64;

  /** Ways to run the tasks of a cycle. */
  enum Way {
    /** From code that knows them: the least it can cost. */
    STRAIGHT("fused"),
    /**
     * By a lane on the first tier, and all that belongs to a cycle: a market event put into the
     * ring, the turn, the record released.
     */
    PLAN("plan"),
    /** The same on the second tier. */
    SPECIAL("special"),
    /** By a lane on the first tier, from the event to the last step, and nothing else. */
    PLAN_WALK("plan_walk"),
    /** The same on the second tier. */
    SPECIAL_WALK("special_walk");

    final String key;

    Way(String key) {
      this.key = key;
    }
  }

  private static final Way[] WAYS = Way.values();
  private static final int BLOCKS = 16;

  private final String name;
  private final StraightLine straight;
  private final ProbeLane arrays;
  private final ProbeLane special;
  private final int tasks;
  private final int cycles;
  private final Map<Way, Samples> nanos = new EnumMap<>(Way.class);
  private final Map<Way, Samples> ratios = new EnumMap<>(Way.class);
  private int first;

  private Contest(
      String name, StraightLine straight, ProbeLane arrays, ProbeLane special, int cycles) {
    this.name = name;
    this.straight = straight;
    this.arrays = arrays;
    this.special = special;
    this.tasks = straight.tasks().size();
    this.cycles = cycles;
    for (final Way way : WAYS) {
      nanos.put(way, new Samples());
      ratios.put(way, new Samples());
    }
    arrays.plan(ProbeLane.Order.CRITICAL_PATH);
    special.plan(ProbeLane.Order.CRITICAL_PATH);
  }

  /**
   * Tasks that depend on each other in a row.
   *
   * @param cycles of a block, a multiple of {@link #BATCH}
   */
  static Contest chain(KernelProbe probe, String name, StraightLine straight, int cycles) {
    final ProbeLane arrays = probe.lane();
    final ProbeLane special = probe.lane();
    addChain(arrays, straight.tasks());
    addChain(special, straight.tasks());
    return new Contest(name, straight, arrays, special, cycles);
  }

  /** Tasks in a square, each of which depends on the one above and the one to the left. */
  static Contest mesh(KernelProbe probe, String name, StraightLine straight, int side, int cycles) {
    final ProbeLane arrays = probe.lane();
    final ProbeLane special = probe.lane();
    addMesh(arrays, straight.tasks(), side);
    addMesh(special, straight.tasks(), side);
    return new Contest(name, straight, arrays, special, cycles);
  }

  private static void addMesh(ProbeLane lane, List<Task> tasks, int side) {
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
      lane.add(definition.build(), tasks.get(i));
    }
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

  /** Gives one of its lanes its second tier. Takes seconds. */
  void specialise() {
    special.specialise();
  }

  /** Runs in every way, as often as a measurement does. */
  void warmUp() {
    for (int block = 0; block < BLOCKS; block++) {
      for (final Way way : WAYS) {
        run(way);
      }
    }
  }

  /**
   * Measures short blocks of each by turns, so that what the host takes meanwhile hits few of them
   * and decides nothing; each comes first, second and so on equally often.
   */
  void measure() {
    final double[] took = new double[WAYS.length];
    for (int block = 0; block < BLOCKS; block++) {
      for (int i = 0; i < WAYS.length; i++) {
        final Way way = WAYS[(first + i) % WAYS.length];
        final long begin = System.nanoTime();
        run(way);
        took[way.ordinal()] = System.nanoTime() - begin;
      }
      first = (first + 1) % WAYS.length;
      for (final Way way : WAYS) {
        nanos.get(way).add(took[way.ordinal()] / cycles / tasks);
        ratios.get(way).add(took[way.ordinal()] / took[Way.STRAIGHT.ordinal()]);
      }
    }
  }

  private void run(Way way) {
    switch (way) {
      case STRAIGHT -> straight.run(cycles);
      case PLAN -> cycles(arrays, cycles);
      case SPECIAL -> cycles(special, cycles);
      case PLAN_WALK -> arrays.walk(0, cycles);
      case SPECIAL_WALK -> special.walk(0, cycles);
      default -> throw new AssertionError(way);
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

  /** Nanoseconds a task. */
  Samples nanos(Way way) {
    return nanos.get(way);
  }

  /** Over straight code, block by block. */
  Samples ratio(Way way) {
    return ratios.get(way);
  }
}
