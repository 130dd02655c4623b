package io.hairspring.kernel.plan;

import io.hairspring.api.task.TriggerKind;
import io.hairspring.kernel.graph.TaskGraph;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * What a lane walks: one sequence of steps per trigger. Immutable; adopted whole at a cycle
 * boundary.
 */
public final class Plan {
  private final int epoch;
  private final String reason;
  private final StepSequence[] sequences;
  private final int steps;

  private Plan(int epoch, String reason, StepSequence[] sequences, int steps) {
    this.epoch = epoch;
    this.reason = reason;
    this.sequences = sequences;
    this.steps = steps;
  }

  /** Lays a graph out. */
  public static Plan of(int epoch, String reason, TaskGraph graph) {
    final TriggerKind[] kinds = TriggerKind.values();
    final StepSequence[] sequences = new StepSequence[kinds.length];
    for (final TriggerKind kind : kinds) {
      sequences[kind.ordinal()] = StepSequence.of(kind, graph.nodes());
    }
    return new Plan(epoch, reason, sequences, graph.nodes().size());
  }

  /** The plan of a lane that has none yet. */
  public static Plan empty() {
    return of(0, "start", TaskGraph.of(List.of(), 0));
  }

  /** Its number: later plans have higher ones. */
  public int epoch() {
    return epoch;
  }

  /** Why it was made. */
  public String reason() {
    return reason;
  }

  /** Number of tasks in it. */
  public int steps() {
    return steps;
  }

  /** The steps of a trigger, by its ordinal. */
  public StepSequence sequence(int trigger) {
    return sequences[trigger];
  }

  /** Names of the steps, per trigger. */
  public Map<TriggerKind, List<String>> names() {
    final Map<TriggerKind, List<String>> names = new EnumMap<>(TriggerKind.class);
    for (final TriggerKind kind : TriggerKind.values()) {
      names.put(kind, sequences[kind.ordinal()].names());
    }
    return names;
  }
}
