package io.hairspring.kernel.graph;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A valid graph: unique names, known dependencies, no cycle. What cannot be part of it is refused
 * with a reason; what depends on something refused is refused too, and the rest stands.
 */
public final class TaskGraph {
  private final List<TaskNode> candidates;
  private final List<TaskNode> nodes;
  private final List<Refusal> refusals;

  private TaskGraph(List<TaskNode> valid, List<Refusal> refusals) {
    this.candidates = valid;
    this.nodes = topological(valid.stream().sorted(Comparator.comparing(TaskNode::name)).toList());
    this.refusals = List.copyOf(refusals);
  }

  /** The graph of no task. */
  public static TaskGraph empty() {
    return new TaskGraph(List.of(), List.of());
  }

  /**
   * Validates tasks.
   *
   * @param candidates the tasks, in the order of their registration: of two with one name the first
   *     stays
   * @param limits what is allowed
   */
  public static TaskGraph of(List<TaskNode> candidates, GraphLimits limits) {
    final List<Refusal> refusals = new ArrayList<>();
    final Map<String, TaskNode> byName = new LinkedHashMap<>();
    for (final TaskNode node : candidates) {
      final TaskNode first = byName.get(node.name());
      if (first != null) {
        refusals.add(
            new Refusal(node, "duplicate name: " + node.name() + " is from " + first.origin()));
      } else if (byName.size() == limits.tasks()) {
        refusals.add(
            new Refusal(node, "more than " + limits.tasks() + " tasks, the configured most"));
      } else {
        byName.put(node.name(), node);
      }
    }
    final DefinitionRules rules = new DefinitionRules(limits);
    byName.values().removeIf(node -> rules.refuses(node, refusals));
    refuseUnknownDependencies(byName, refusals);
    refuseCycles(byName, refusals);
    refuseUnknownDependencies(byName, refusals);
    return new TaskGraph(List.copyOf(byName.values()), refusals);
  }

  /** The tasks, each after those it depends on; otherwise by name. */
  public List<TaskNode> nodes() {
    return nodes;
  }

  /** The tasks, each after those it depends on; otherwise in the order of their registration. */
  public List<TaskNode> registered() {
    return topological(candidates);
  }

  /** What was refused, and why. */
  public List<Refusal> refusals() {
    return refusals;
  }

  private static void refuseUnknownDependencies(
      Map<String, TaskNode> byName, List<Refusal> refusals) {
    boolean again = true;
    while (again) {
      again =
          byName
              .values()
              .removeIf(
                  node -> {
                    for (final String dependency : node.definition().dependencies()) {
                      if (!byName.containsKey(dependency)) {
                        refusals.add(new Refusal(node, "unknown dependency: " + dependency));
                        return true;
                      }
                    }
                    return false;
                  });
    }
  }

  private static void refuseCycles(Map<String, TaskNode> byName, List<Refusal> refusals) {
    final Set<String> cleared = new HashSet<>();
    for (final TaskNode start : List.copyOf(byName.values())) {
      final Deque<String> path = new ArrayDeque<>();
      final List<String> cycle = cycleFrom(start.name(), byName, path, cleared);
      if (!cycle.isEmpty()) {
        final String shown = String.join(" > ", cycle);
        for (final String name : cycle) {
          final TaskNode node = byName.remove(name);
          if (node != null) {
            refusals.add(new Refusal(node, "cyclic dependency: " + shown));
          }
        }
      }
    }
  }

  private static List<String> cycleFrom(
      String name, Map<String, TaskNode> byName, Deque<String> path, Set<String> cleared) {
    if (cleared.contains(name) || !byName.containsKey(name)) {
      return List.of();
    }
    if (path.contains(name)) {
      final List<String> cycle = new ArrayList<>(path);
      final List<String> closed = new ArrayList<>(cycle.subList(cycle.indexOf(name), cycle.size()));
      closed.add(name);
      return closed;
    }
    path.addLast(name);
    for (final String dependency : byName.get(name).definition().dependencies()) {
      final List<String> cycle = cycleFrom(dependency, byName, path, cleared);
      if (!cycle.isEmpty()) {
        return cycle;
      }
    }
    path.removeLast();
    cleared.add(name);
    return List.of();
  }

  private static List<TaskNode> topological(List<TaskNode> tasks) {
    final List<TaskNode> waiting = new ArrayList<>(tasks);
    final List<TaskNode> order = new ArrayList<>();
    final Set<String> placed = new HashSet<>();
    while (!waiting.isEmpty()) {
      final TaskNode next =
          waiting.stream()
              .filter(node -> placed.containsAll(node.definition().dependencies()))
              .findFirst()
              .orElseThrow();
      waiting.remove(next);
      placed.add(next.name());
      order.add(next);
    }
    return List.copyOf(order);
  }
}
