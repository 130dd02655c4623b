package io.hairspring.kernel.plan;

import io.hairspring.api.control.PlannedPath;
import io.hairspring.kernel.graph.TaskNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The longest chain of tasks, by their times, from the trigger to one that sends orders: the least
 * time in which that order can leave, whatever the number of lanes. Kelley and Walker, "Critical-
 * Path Planning and Scheduling" (1959).
 */
final class CriticalPath {
  private CriticalPath() {}

  /** The longest chain to a task. */
  static PlannedPath to(TaskNode end, Membership members, TaskTimes times) {
    final Map<String, PlannedPath> longest = new HashMap<>();
    for (final TaskNode node : members.nodes()) {
      PlannedPath before = new PlannedPath(List.of(), 0);
      for (final String input : members.inputs(node)) {
        if (longest.get(input).nanos() > before.nanos()) {
          before = longest.get(input);
        }
      }
      final List<String> names = new ArrayList<>(before.tasks());
      names.add(node.name());
      longest.put(
          node.name(), new PlannedPath(List.copyOf(names), before.nanos() + times.nanos(node)));
    }
    return longest.get(end.name());
  }
}
