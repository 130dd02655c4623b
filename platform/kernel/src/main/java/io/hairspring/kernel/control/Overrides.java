package io.hairspring.kernel.control;

import io.hairspring.api.control.MitigationStatus;
import io.hairspring.api.control.MitigationStatus.Kind;
import io.hairspring.api.control.TaskStatus;
import io.hairspring.api.control.TaskStatus.State;
import io.hairspring.api.task.LatencyClass;
import io.hairspring.kernel.graph.TaskNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** What mitigations make of the tasks that could be planned. Control thread. */
final class Overrides {
  private final Supplier<List<MitigationStatus>> active;

  /** By what is in force when a plan is made. */
  Overrides(Supplier<List<MitigationStatus>> active) {
    this.active = active;
  }

  /**
   * The tasks to plan.
   *
   * @param fallbacks name of the strategy that stands by for another, under that one's name
   * @param out takes the status of those that are left out
   */
  List<TaskNode> apply(
      List<TaskNode> candidates, Map<String, String> fallbacks, List<TaskStatus> out) {
    final List<MitigationStatus> now = active.get();
    final Set<String> names = candidates.stream().map(TaskNode::name).collect(Collectors.toSet());
    final List<TaskNode> kept = new ArrayList<>();
    for (final TaskNode node : candidates) {
      final Optional<MitigationStatus> quarantine = find(now, Kind.QUARANTINE, node.name());
      if (quarantine.isPresent()) {
        leaveOut(node, State.QUARANTINED, told(quarantine.get()), out);
      } else if (replaced(now, node.name(), fallbacks, names)) {
        leaveOut(node, State.STANDBY, fallbacks.get(node.name()) + " trades in its place", out);
      } else if (waiting(now, node.name(), fallbacks)) {
        leaveOut(node, State.STANDBY, "stands by as a fallback", out);
      } else {
        kept.add(find(now, Kind.DEMOTE, node.name()).isPresent() ? inBackground(node) : node);
      }
    }
    return kept;
  }

  private static boolean replaced(
      List<MitigationStatus> now, String name, Map<String, String> fallbacks, Set<String> names) {
    return names.contains(fallbacks.getOrDefault(name, ""))
        && find(now, Kind.FALLBACK, name).isPresent();
  }

  private static boolean waiting(
      List<MitigationStatus> now, String name, Map<String, String> fallbacks) {
    return fallbacks.containsValue(name)
        && fallbacks.entrySet().stream()
            .filter(entry -> entry.getValue().equals(name))
            .noneMatch(entry -> find(now, Kind.FALLBACK, entry.getKey()).isPresent());
  }

  private static TaskNode inBackground(TaskNode node) {
    return new TaskNode(
        node.number(),
        node.definition().withLatencyClass(LatencyClass.BACKGROUND),
        node.task(),
        node.origin());
  }

  private static Optional<MitigationStatus> find(
      List<MitigationStatus> now, Kind kind, String subject) {
    return now.stream()
        .filter(one -> one.kind() == kind && one.subject().equals(subject))
        .findFirst();
  }

  private static String told(MitigationStatus mitigation) {
    return "by the " + mitigation.by() + ": " + mitigation.reason();
  }

  private static void leaveOut(TaskNode node, State state, String reason, List<TaskStatus> out) {
    out.add(new TaskStatus(node.definition(), node.origin(), state, reason));
  }
}
