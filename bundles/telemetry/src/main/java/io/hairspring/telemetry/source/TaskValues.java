package io.hairspring.telemetry.source;

import io.hairspring.api.control.PlanDescription;
import io.hairspring.api.control.PlannedPath;
import io.hairspring.api.control.PlannedStep;
import io.hairspring.api.control.Platform;
import io.hairspring.api.control.TaskStatus;
import io.hairspring.telemetry.metric.Metric;
import io.hairspring.telemetry.metric.Readings;
import io.hairspring.telemetry.recording.PlanEvent;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Values of tasks and plans. They change with the plan and seldom otherwise, and are larger than
 * the counters: they are asked for when the epoch changes, and every so many looks.
 */
final class TaskValues {
  private static final int LOOKS = 8;

  private List<TaskStatus> tasks = List.of();
  private PlanDescription plan = new PlanDescription(0, "", Map.of(), Map.of());
  private int epoch = Integer.MIN_VALUE;
  private int looks;

  /** Adds them; the epoch is that of lane 0. */
  void read(Platform platform, int laneEpoch, Readings into) {
    if (laneEpoch != epoch || ++looks >= LOOKS) {
      looks = 0;
      epoch = laneEpoch;
      tasks = platform.tasks();
      final PlanDescription now = platform.plan();
      if (now.epoch() != plan.epoch()) {
        PlanEvent.emit(now);
      }
      plan = now;
    }
    final Map<TaskStatus.State, Long> states =
        tasks.stream().collect(Collectors.groupingBy(TaskStatus::state, Collectors.counting()));
    for (final TaskStatus.State state : TaskStatus.State.values()) {
      into.add(Metric.TASKS, states.getOrDefault(state, 0L), lower(state));
    }
    final Map<String, Long> expected = expected();
    for (final TaskStatus task : tasks) {
      final String name = task.definition().name();
      into.add(Metric.TASK_PLANNED, task.state() == TaskStatus.State.PLANNED, name);
      if (task.definition().budgetNanos() > 0) {
        into.add(Metric.TASK_BUDGET, task.definition().budgetNanos(), name);
      }
      if (expected.containsKey(name)) {
        into.add(Metric.TASK_EXPECTED, expected.get(name), name);
      }
    }
    plan.criticalPaths()
        .forEach(
            (trigger, paths) ->
                paths.stream()
                    .mapToLong(PlannedPath::nanos)
                    .max()
                    .ifPresent(
                        nanos -> into.add(Metric.PLAN_CRITICAL_PATH, nanos, lower(trigger))));
  }

  /** A task is in several sequences, with one expected time. */
  private Map<String, Long> expected() {
    return plan.steps().values().stream()
        .flatMap(List::stream)
        .collect(Collectors.toMap(PlannedStep::task, PlannedStep::expectedNanos, Math::max));
  }

  private static String lower(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }
}
