package io.hairspring.kernel.lane;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.hairspring.api.task.LatencyClass;
import io.hairspring.api.task.TaskDefinition;
import io.hairspring.api.task.TriggerKind;
import io.hairspring.kernel.graph.TaskNode;
import io.hairspring.kernel.plan.Ordering;
import io.hairspring.kernel.plan.PlanRules;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** Random graphs on a lane, against a model that knows no bands, words or slack. */
class PropagationPropertyTest {
  private static final int CYCLES = 4;

  @Property(tries = 60)
  void shouldRunWhatAModelRunsEachOnceAndInOrder(
      @ForAll long seed,
      @ForAll @IntRange(min = 1, max = 300) int size,
      @ForAll Ordering ordering,
      @ForAll boolean timed,
      @ForAll Tier tier) {
    final Random random = new Random(seed);
    final LaneBench bench = new LaneBench(tier, LaneBench.timing(timed ? 1 : 0, 0));
    final boolean[] changes = new boolean[size];
    final List<TaskNode> nodes = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      final int own = i;
      nodes.add(bench.task(definition(random, i), cycle -> changes[own]));
    }
    bench.plan(
        new PlanRules(ordering, List.of(), 0, List.of(), 1, 0), nodes.toArray(TaskNode[]::new));
    for (int cycle = 1; cycle <= CYCLES; cycle++) {
      for (int i = 0; i < size; i++) {
        changes[i] = random.nextInt(3) > 0;
      }
      final boolean report = random.nextInt(3) == 0;
      if (report) {
        bench.report(cycle);
      } else {
        bench.event(cycle);
      }
      bench.settle();
      final List<String> ran = bench.ran();
      final TriggerKind trigger = report ? TriggerKind.EXECUTION_REPORT : TriggerKind.MARKET_EVENT;
      assertEquals(model(nodes, changes, trigger), new HashSet<>(ran));
      assertInOrderAndOnce(ran, nodes);
    }
    assertEquals(0, bench.lane.counters().stepsShed() + bench.failures.size());
  }

  private static TaskDefinition.Builder definition(Random random, int i) {
    final TaskDefinition.Builder definition =
        TaskDefinition.named("t" + i)
            .latencyClass(LatencyClass.values()[random.nextInt(3)])
            .priority(random.nextInt(3))
            .budgetNanos(1 + random.nextInt(1_000));
    final Set<String> dependencies = new HashSet<>();
    for (int d = random.nextInt(4); d > 0 && i > 0; d--) {
      dependencies.add("t" + random.nextInt(i));
    }
    definition.after(dependencies.stream().sorted().toArray(String[]::new));
    if (dependencies.isEmpty() || random.nextInt(5) == 0) {
      definition.on(TriggerKind.values()[random.nextInt(4)]);
    }
    if (random.nextInt(12) == 0) {
      definition.emitsOrders();
    }
    return definition;
  }

  private static Set<String> model(List<TaskNode> nodes, boolean[] changes, TriggerKind trigger) {
    final Set<String> ran = new HashSet<>();
    final Set<String> changed = new HashSet<>();
    for (int i = 0; i < nodes.size(); i++) {
      final TaskDefinition task = nodes.get(i).definition();
      if (task.startsOn(trigger) || task.dependencies().stream().anyMatch(changed::contains)) {
        ran.add(task.name());
        if (changes[i]) {
          changed.add(task.name());
        }
      }
    }
    return ran;
  }

  private static void assertInOrderAndOnce(List<String> ran, List<TaskNode> nodes) {
    final Map<String, Integer> at = new HashMap<>();
    for (int i = 0; i < ran.size(); i++) {
      assertEquals(null, at.put(ran.get(i), i), "run twice");
    }
    for (final TaskNode node : nodes) {
      for (final String before : node.definition().dependencies()) {
        assertTrue(
            !at.containsKey(before)
                || !at.containsKey(node.name())
                || at.get(before) < at.get(node.name()));
      }
    }
  }
}
