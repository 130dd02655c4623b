package io.hairspring.kernel.plan;

import io.hairspring.api.control.PlannedPath;
import io.hairspring.kernel.graph.TaskNode;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The longest chains of tasks, by their times, from the trigger to those that send orders: the
 * least time in which an order can leave, whatever the number of lanes. Kelley and Walker,
 * "Critical-Path Planning and Scheduling" (1959).
 */
final class CriticalPaths {
  /**
   * When each task is done, in nanoseconds from the trigger, if nothing but its inputs delays it.
   */
  private final Map<String, Long> done = new HashMap<>();

  /** Of each task that has inputs, the one that is done last. */
  private final Map<String, String> last = new HashMap<>();

  CriticalPaths(Membership members, TaskTimes times) {
    for (final TaskNode node : members.nodes()) {
      long start = 0;
      for (final String input : members.inputs(node)) {
        if (done.get(input) > start) {
          start = done.get(input);
          last.put(node.name(), input);
        }
      }
      done.put(node.name(), start + times.nanos(node));
    }
  }

  /** The longest chain to each of some tasks. */
  List<PlannedPath> to(List<TaskNode> ends) {
    return ends.stream().map(end -> to(end.name())).toList();
  }

  private PlannedPath to(String end) {
    final Deque<String> names = new ArrayDeque<>();
    for (String at = end; at != null; at = last.get(at)) {
      names.addFirst(at);
    }
    return new PlannedPath(List.copyOf(names), done.get(end));
  }
}
