package io.hairspring.kernel.plan;

import io.hairspring.api.control.PlanDescription;
import io.hairspring.api.control.PlannedPath;
import io.hairspring.api.control.PlannedStep;
import io.hairspring.api.task.TaskDefinition;
import io.hairspring.api.task.TriggerKind;
import io.hairspring.api.time.TimerTerms;
import io.hairspring.kernel.graph.TaskGraph;
import io.hairspring.kernel.graph.TaskNode;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What a lane walks: one sequence of steps for each kind of cycle. Immutable; adopted whole at a
 * cycle boundary.
 */
public final class Plan {
  private final int epoch;
  private final String reason;
  private final List<TaskNode> nodes;
  private final Map<Integer, Long> planned;
  private final StepSequence[] sequences;
  private final Ticking[] ticking;

  private Plan(
      int epoch,
      String reason,
      List<TaskNode> nodes,
      Map<Integer, Long> planned,
      StepSequence[] sequences) {
    this.epoch = epoch;
    this.reason = reason;
    this.nodes = nodes;
    this.planned = planned;
    this.sequences = sequences;
    this.ticking =
        nodes.stream()
            .filter(node -> node.definition().everyNanos() > 0)
            .map(node -> new Ticking(node.number(), terms(node.definition())))
            .toArray(Ticking[]::new);
  }

  private static TimerTerms terms(TaskDefinition task) {
    final TimerTerms terms = TimerTerms.skipping(task.everyNanos());
    return task.precise() ? terms.asPrecise() : terms;
  }

  /** Lays a graph out on one lane. */
  public static Plan of(
      int epoch, String reason, TaskGraph graph, TaskTimes times, PlanRules rules) {
    final List<TaskNode> ordered =
        rules.ordering() == Ordering.CRITICAL_PATH ? graph.nodes() : graph.registered();
    final ResourceBits resources = new ResourceBits(graph);
    final StepSequence[] sequences = new StepSequence[TriggerKind.count()];
    for (int kind = 0; kind < sequences.length; kind++) {
      sequences[kind] =
          StepSequence.of(
              Membership.of(TriggerKind.values()[kind], ordered), times, rules, resources);
    }
    final Map<Integer, Long> planned = new HashMap<>();
    graph.nodes().forEach(node -> planned.put(node.number(), times.nanos(node)));
    return new Plan(epoch, reason, graph.nodes(), planned, sequences);
  }

  /** The plan of a lane that has none yet. */
  public static Plan empty() {
    return of(0, "start", TaskGraph.empty(), TaskTimes.DECLARED, PlanRules.automatic(List.of()));
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
    return nodes.size();
  }

  /** The tasks in it. */
  public List<TaskNode> nodes() {
    return nodes;
  }

  /** The steps of a kind of cycle, by its ordinal. */
  public StepSequence sequence(int trigger) {
    return sequences[trigger];
  }

  /** The time that a task was planned with, by its number, in nanoseconds. */
  public long plannedNanos(int task) {
    return planned.get(task);
  }

  /** The tasks with a timer of their own. Not to be written. */
  public Ticking[] ticking() {
    return ticking;
  }

  /** The plan as a person wants to see it. */
  public PlanDescription description() {
    final Map<TriggerKind, List<PlannedStep>> steps = new EnumMap<>(TriggerKind.class);
    final Map<TriggerKind, List<PlannedPath>> paths = new EnumMap<>(TriggerKind.class);
    for (int kind = 0; kind < sequences.length; kind++) {
      steps.put(TriggerKind.values()[kind], sequences[kind].description());
      paths.put(TriggerKind.values()[kind], sequences[kind].criticalPaths());
    }
    return new PlanDescription(epoch, reason, steps, paths);
  }

  /** Whether a lane would do the same, step by step. */
  public boolean sameOrderAs(Plan other) {
    return order().equals(other.order());
  }

  private List<List<String>> order() {
    final List<List<String>> order = new ArrayList<>();
    for (final StepSequence sequence : sequences) {
      for (final Band band : Band.values()) {
        order.add(sequence.names(band));
      }
    }
    return order;
  }
}
