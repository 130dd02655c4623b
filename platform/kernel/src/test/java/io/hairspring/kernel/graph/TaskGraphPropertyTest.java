package io.hairspring.kernel.graph;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.hairspring.api.task.TaskDefinition;
import io.hairspring.api.task.TriggerKind;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class TaskGraphPropertyTest {

  @Property
  void everyTaskIsEitherPlacedOnceAfterItsDependenciesOrRefusedOnce(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 40) int size) {
    final List<TaskNode> candidates = randomTasks(new Random(seed), size);
    final TaskGraph graph = TaskGraph.of(candidates, GraphLimits.ofTasks(30));

    final Set<String> placed = new HashSet<>();
    for (final TaskNode node : graph.nodes()) {
      assertTrue(placed.containsAll(node.definition().dependencies()));
      assertTrue(placed.add(node.name()));
    }
    final Set<TaskNode> accounted = new HashSet<>(graph.nodes());
    graph.refusals().forEach(r -> assertTrue(accounted.add(r.node())));
    assertEquals(new HashSet<>(candidates), accounted);
    assertTrue(placed.size() <= 30);
  }

  private static List<TaskNode> randomTasks(Random random, int size) {
    final List<TaskNode> tasks = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      final String[] dependencies = new String[random.nextInt(3)];
      for (int d = 0; d < dependencies.length; d++) {
        dependencies[d] = "t" + random.nextInt(size + 1);
      }
      final TaskDefinition.Builder definition =
          TaskDefinition.named("t" + random.nextInt(size)).after(dependencies);
      if (random.nextBoolean()) {
        definition.on(TriggerKind.MARKET_EVENT);
      }
      tasks.add(new TaskNode(i + 1, definition.build(), cycle -> true, "origin " + i));
    }
    return tasks;
  }
}
