package io.hairspring.kernel.lane;

import static io.hairspring.kernel.lane.LaneBench.critical;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.hairspring.api.task.Cycle;
import io.hairspring.api.task.LatencyClass;
import io.hairspring.api.task.TaskDefinition;
import io.hairspring.kernel.graph.TaskNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/**
 * Graphs in which every critical step runs in nearly every cycle, so that the lane walks straight
 * until a task changes nothing, wants to run again or throws; against a model that knows no words.
 */
class StraightWalkPropertyTest {
  private static final int CYCLES = 6;
  private static final int NONE = -1;

  private LaneBench bench;
  private final List<TaskNode> nodes = new ArrayList<>();
  private final Set<Integer> left = new HashSet<>();
  private boolean[] changes;
  private int repeating;
  private int throwing;

  @Property(tries = 60)
  void shouldRunWhatAModelRunsWhereverTheStraightWalkEnds(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 200) int size, @ForAll Tier tier) {
    final StraightWalkPropertyTest trial = new StraightWalkPropertyTest();
    trial.build(new LaneBench(tier), new Random(seed), size);
    for (int cycle = 1; cycle <= CYCLES; cycle++) {
      trial.cycle(new Random(seed + cycle), cycle);
    }
  }

  private void build(LaneBench own, Random random, int size) {
    bench = own;
    for (int i = 0; i < size; i++) {
      final int task = i;
      nodes.add(bench.task(definition(random, i), cycle -> run(task, cycle)));
    }
    bench.plan(nodes.toArray(TaskNode[]::new));
  }

  private static TaskDefinition.Builder definition(Random random, int i) {
    if (i == 0) {
      return critical("t0");
    }
    final String[] dependencies = {"t" + random.nextInt(i), "t" + (i - 1)};
    return TaskDefinition.named("t" + i)
        .after(
            dependencies[0].equals(dependencies[1]) ? new String[] {"t" + (i - 1)} : dependencies)
        .latencyClass(i % 20 == 19 ? LatencyClass.SENSITIVE : LatencyClass.CRITICAL);
  }

  private boolean run(int task, Cycle cycle) {
    if (task == throwing) {
      throw new IllegalStateException("broken");
    }
    if (task == repeating) {
      repeating = NONE;
      cycle.again();
    }
    return changes[task];
  }

  private void cycle(Random random, int number) {
    changes = new boolean[nodes.size()];
    for (int i = 0; i < changes.length; i++) {
      changes[i] = random.nextInt(40) > 0;
    }
    repeating = random.nextInt(3) == 0 ? random.nextInt(changes.length) : NONE;
    throwing = number == CYCLES / 2 ? random.nextInt(changes.length) : NONE;
    final List<String> expected = model();
    bench.event(number);
    bench.settle();
    final List<String> ran = new ArrayList<>(bench.ran());
    assertEquals(expected.size(), bench.records().stream().mapToInt(CycleLine::steps).sum());
    expected.sort(null);
    ran.sort(null);
    assertEquals(expected, ran);
  }

  private List<String> model() {
    final List<String> ran = new ArrayList<>();
    final Set<String> changed = new HashSet<>();
    for (int i = 0; i < nodes.size(); i++) {
      final TaskDefinition task = nodes.get(i).definition();
      final boolean ready = i == 0 || task.dependencies().stream().anyMatch(changed::contains);
      if (ready && !left.contains(i)) {
        ran.add(task.name());
        if (i == throwing) {
          left.add(i);
          continue;
        }
        if (i == repeating) {
          ran.add(task.name());
        }
        if (changes[i]) {
          changed.add(task.name());
        }
      }
    }
    return ran;
  }
}
