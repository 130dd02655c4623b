package io.hairspring.kernel.graph;

import io.hairspring.api.task.TaskDefinition;
import io.hairspring.api.task.TriggerKind;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What a definition must keep to by itself, and beside those that were registered before it: the
 * first that names a lane for a resource, or a resource at all, stays.
 */
final class DefinitionRules {
  private final GraphLimits limits;
  private final Map<String, TaskNode> laneOfResource = new HashMap<>();
  private final Map<String, TaskNode> resources = new HashMap<>();

  DefinitionRules(GraphLimits limits) {
    this.limits = limits;
  }

  /** Whether the task cannot be planned; the reason is added to the refusals. */
  boolean refuses(TaskNode node, List<Refusal> refusals) {
    final String reason = reason(node);
    if (reason != null) {
      refusals.add(new Refusal(node, reason));
      return true;
    }
    for (final String resource : node.definition().resources()) {
      resources.putIfAbsent(resource, node);
      if (node.definition().lane() != TaskDefinition.ANY_LANE) {
        laneOfResource.putIfAbsent(resource, node);
      }
    }
    return false;
  }

  private String reason(TaskNode node) {
    final TaskDefinition task = node.definition();
    if (task.triggers().isEmpty() && task.everyNanos() == 0 && task.dependencies().isEmpty()) {
      return "never runs: it names neither a trigger nor a timer nor a dependency";
    }
    if (task.deadlineNanos() > 0 && task.budgetNanos() > task.deadlineNanos()) {
      return "its budget of "
          + task.budgetNanos()
          + " ns is over its deadline of "
          + task.deadlineNanos()
          + " ns";
    }
    if (task.lane() >= limits.lanes()) {
      return "wants lane "
          + task.lane()
          + ", there are lanes 0 to "
          + (limits.lanes() - 1)
          + " (lanes in etc/io.hairspring.kernel.cfg)";
    }
    if (task.lane() > 0 && (task.emitsOrders() || task.startsOn(TriggerKind.TIMER))) {
      return "wants lane " + task.lane() + ": orders leave from lane 0, and timers are there";
    }
    return resourceReason(task);
  }

  private String resourceReason(TaskDefinition task) {
    for (final String resource : task.resources()) {
      final TaskNode first = laneOfResource.get(resource);
      if (first != null
          && task.lane() != TaskDefinition.ANY_LANE
          && task.lane() != first.definition().lane()) {
        return "conflicting lanes: it wants lane "
            + task.lane()
            + ", and "
            + first.name()
            + " uses "
            + resource
            + " on lane "
            + first.definition().lane();
      }
    }
    final long added = task.resources().stream().filter(r -> !resources.containsKey(r)).count();
    return resources.size() + added > limits.resources()
        ? "more than " + limits.resources() + " different resources"
        : null;
  }
}
