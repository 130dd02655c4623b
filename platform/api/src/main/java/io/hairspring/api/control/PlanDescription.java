package io.hairspring.api.control;

import io.hairspring.api.task.TriggerKind;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The plan in force.
 *
 * @param epoch its number
 * @param reason why it was made
 * @param steps the steps in order, for each kind of cycle
 * @param criticalPaths the longest chains to the tasks whose orders are urgent, for each kind of
 *     cycle
 */
public record PlanDescription(
    int epoch,
    String reason,
    Map<TriggerKind, List<PlannedStep>> steps,
    Map<TriggerKind, List<PlannedPath>> criticalPaths) {

  /** Names of the steps in order, for each kind of cycle. */
  public Map<TriggerKind, List<String>> sequences() {
    final Map<TriggerKind, List<String>> names = new TreeMap<>();
    steps.forEach(
        (trigger, planned) -> names.put(trigger, planned.stream().map(PlannedStep::task).toList()));
    return names;
  }
}
