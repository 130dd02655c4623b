package io.hairspring.kernel.plan;

import io.hairspring.api.task.TriggerKind;
import io.hairspring.kernel.graph.TaskNode;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The tasks that a cycle of one kind can reach, each after those it depends on. */
record Membership(TriggerKind trigger, List<TaskNode> nodes, Set<String> names) {

  static Membership of(TriggerKind trigger, List<TaskNode> ordered) {
    final List<TaskNode> nodes = new ArrayList<>();
    final Set<String> names = new HashSet<>();
    for (final TaskNode node : ordered) {
      if (node.definition().startsOn(trigger)
          || node.definition().dependencies().stream().anyMatch(names::contains)) {
        nodes.add(node);
        names.add(node.name());
      }
    }
    return new Membership(trigger, List.copyOf(nodes), Set.copyOf(names));
  }

  /** Some bands of steps, all of which take part. */
  static Membership of(TriggerKind trigger, Collection<List<TaskNode>> bands) {
    final List<TaskNode> nodes = bands.stream().flatMap(List::stream).toList();
    return new Membership(
        trigger, nodes, nodes.stream().map(TaskNode::name).collect(Collectors.toSet()));
  }

  /** Whether every cycle of the kind starts a task; a timer starts only whose it is. */
  boolean startsByItself(TaskNode node) {
    return trigger == TriggerKind.TIMER
        ? node.definition().triggers().contains(TriggerKind.ALWAYS)
        : node.definition().startsOn(trigger);
  }

  /** Those of a task's dependencies that take part. */
  List<String> inputs(TaskNode node) {
    return node.definition().dependencies().stream().filter(names::contains).toList();
  }

  /** Of each task: itself and everything that it waits for, by their places among the tasks. */
  List<BitSet> closures() {
    final Map<String, BitSet> byName = new HashMap<>();
    final List<BitSet> closures = new ArrayList<>();
    for (final TaskNode node : nodes) {
      final BitSet closure = new BitSet(nodes.size());
      inputs(node).forEach(input -> closure.or(byName.get(input)));
      closure.set(closures.size());
      closures.add(closure);
      byName.put(node.name(), closure);
    }
    return closures;
  }

  /** The names of some tasks and of everything that they wait for. */
  Set<String> closure(Collection<TaskNode> ends) {
    final List<BitSet> closures = closures();
    final BitSet wanted = new BitSet(nodes.size());
    ends.forEach(end -> wanted.or(closures.get(nodes.indexOf(end))));
    return wanted.stream().mapToObj(i -> nodes.get(i).name()).collect(Collectors.toSet());
  }
}
