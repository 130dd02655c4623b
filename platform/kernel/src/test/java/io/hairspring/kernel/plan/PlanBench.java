package io.hairspring.kernel.plan;

import io.hairspring.api.market.Instrument;
import io.hairspring.api.task.LatencyClass;
import io.hairspring.api.task.TaskDefinition;
import io.hairspring.api.task.TriggerKind;
import io.hairspring.kernel.graph.GraphLimits;
import io.hairspring.kernel.graph.TaskGraph;
import io.hairspring.kernel.graph.TaskNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Definitions, and the plans made of them. */
final class PlanBench {
  private final List<TaskNode> nodes = new ArrayList<>();
  private final Map<String, Long> nanos = new HashMap<>();
  private List<Instrument> instruments = List.of();

  static TaskDefinition.Builder onEvent(String name) {
    return TaskDefinition.named(name).on(TriggerKind.MARKET_EVENT);
  }

  static TaskDefinition.Builder after(String name, String... dependencies) {
    return TaskDefinition.named(name).after(dependencies);
  }

  static TaskDefinition.Builder urgent(TaskDefinition.Builder definition) {
    return definition.latencyClass(LatencyClass.CRITICAL);
  }

  PlanBench instruments(Instrument... known) {
    instruments = List.of(known);
    return this;
  }

  PlanBench add(TaskDefinition.Builder definition) {
    nodes.add(new TaskNode(nodes.size() + 1, definition.build(), cycle -> true, "test"));
    return this;
  }

  /** A task that takes some time. */
  PlanBench add(long takes, TaskDefinition.Builder definition) {
    nanos.put(definition.build().name(), takes);
    return add(definition);
  }

  TaskGraph graph() {
    return TaskGraph.of(nodes, GraphLimits.ofTasks(1_000));
  }

  Plan plan() {
    return plan(Ordering.CRITICAL_PATH);
  }

  Plan plan(Ordering ordering, String... declaredPath) {
    return plan(ordering, 0, declaredPath);
  }

  Plan plan(Ordering ordering, long deadlineNanos, String... declaredPath) {
    return Plan.of(
        3,
        "test",
        graph(),
        node -> nanos.getOrDefault(node.name(), TaskTimes.DECLARED.nanos(node)),
        new PlanRules(ordering, List.of(declaredPath), deadlineNanos, instruments, 1, 0));
  }

  static StepSequence onEvents(Plan plan) {
    return plan.sequence(TriggerKind.MARKET_EVENT.ordinal());
  }

  static List<String> names(Plan plan, Band band) {
    return onEvents(plan).names(band);
  }
}
