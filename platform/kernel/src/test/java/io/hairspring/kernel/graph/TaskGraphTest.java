package io.hairspring.kernel.graph;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.hairspring.api.task.TaskDefinition;
import io.hairspring.api.task.TriggerKind;
import java.util.List;
import org.junit.jupiter.api.Test;

class TaskGraphTest {
  private static TaskNode root(String name) {
    return node(TaskDefinition.named(name).on(TriggerKind.MARKET_EVENT));
  }

  private static TaskNode after(String name, String... dependencies) {
    return node(TaskDefinition.named(name).after(dependencies));
  }

  private static TaskNode node(TaskDefinition.Builder definition) {
    final TaskDefinition built = definition.build();
    return new TaskNode(1, built, cycle -> true, "bundle of " + built.name());
  }

  private static List<String> names(TaskGraph graph) {
    return graph.nodes().stream().map(TaskNode::name).toList();
  }

  @Test
  void shouldPlaceEveryTaskAfterItsDependencies() {
    final TaskGraph graph =
        TaskGraph.of(
            List.of(after("c", "b"), after("b", "a"), root("a"), after("d", "a", "c")),
            GraphLimits.ofTasks(9));
    assertEquals(List.of("a", "b", "c", "d"), names(graph));
  }

  @Test
  void shouldGiveTheSameOrderWhateverTheOrderOfRegistration() {
    final List<TaskNode> nodes = List.of(root("a"), root("b"), after("c", "b"));
    final List<TaskNode> reversed = List.of(after("c", "b"), root("b"), root("a"));
    assertEquals(
        names(TaskGraph.of(nodes, GraphLimits.ofTasks(9))),
        names(TaskGraph.of(reversed, GraphLimits.ofTasks(9))));
  }

  @Test
  void shouldRefuseTheSecondOfTwoWithOneNameAndNameTheFirst() {
    final TaskGraph graph = TaskGraph.of(List.of(root("a"), root("a")), GraphLimits.ofTasks(9));
    assertEquals(List.of("a"), names(graph));
    assertEquals("duplicate name: a is from bundle of a", graph.refusals().get(0).reason());
  }

  @Test
  void shouldRefuseAnUnknownDependencyAndWhatDependsOnIt() {
    final TaskGraph graph =
        TaskGraph.of(
            List.of(root("ok"), after("b", "gone"), after("c", "b")), GraphLimits.ofTasks(9));
    assertEquals(List.of("ok"), names(graph));
    assertEquals("unknown dependency: gone", graph.refusals().get(0).reason());
    assertEquals("unknown dependency: b", graph.refusals().get(1).reason());
  }

  @Test
  void shouldRefuseACycleWithItsPathAndKeepTheRest() {
    final TaskGraph graph =
        TaskGraph.of(
            List.of(root("ok"), after("a", "c"), after("b", "a"), after("c", "b"), after("d", "c")),
            GraphLimits.ofTasks(9));
    assertEquals(List.of("ok"), names(graph));
    assertEquals(4, graph.refusals().size());
    assertEquals("cyclic dependency: a > c > b > a", graph.refusals().get(0).reason());
    assertEquals("unknown dependency: c", graph.refusals().get(3).reason());
  }

  @Test
  void shouldRefuseATaskThatDependsOnItself() {
    final TaskGraph graph = TaskGraph.of(List.of(after("a", "a")), GraphLimits.ofTasks(9));
    assertEquals("cyclic dependency: a > a", graph.refusals().get(0).reason());
  }

  @Test
  void shouldRefuseATaskThatNothingStarts() {
    final TaskGraph graph =
        TaskGraph.of(List.of(node(TaskDefinition.named("idle"))), GraphLimits.ofTasks(9));
    assertTrue(graph.refusals().get(0).reason().startsWith("never runs"));
  }

  @Test
  void shouldRefuseMoreTasksThanConfigured() {
    final TaskGraph graph =
        TaskGraph.of(List.of(root("a"), root("b"), root("c")), GraphLimits.ofTasks(2));
    assertEquals(List.of("a", "b"), names(graph));
    assertEquals("more than 2 tasks, the configured most", graph.refusals().get(0).reason());
  }
}
