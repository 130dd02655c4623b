package io.hairspring.kernel.plan;

import io.hairspring.api.control.PlanDescription;
import io.hairspring.api.control.PlannedPath;
import io.hairspring.api.control.PlannedStep;
import io.hairspring.api.monitor.TasksInForce;
import io.hairspring.api.monitor.TasksInForce.TaskInForce;
import io.hairspring.api.task.HotPath;
import io.hairspring.api.task.TaskDefinition;
import io.hairspring.api.task.TriggerKind;
import io.hairspring.api.time.TimerTerms;
import io.hairspring.kernel.graph.TaskGraph;
import io.hairspring.kernel.graph.TaskNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
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
  private final boolean[][] shares;
  private final FusedSteps[] fused;
  private final Ticking[] ticking;

  private Plan(
      int epoch,
      String reason,
      List<TaskNode> nodes,
      Map<Integer, Long> planned,
      StepSequence[] sequences,
      boolean[][] shares,
      FusedSteps[] fused) {
    this.shares = shares;
    this.fused = fused;
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

  /** Its tasks, as monitors see them. */
  public TasksInForce tasksInForce() {
    final int last = nodes.stream().mapToInt(TaskNode::number).max().orElse(0);
    final TaskInForce[] tasks = new TaskInForce[last + 1];
    for (final TaskNode node : nodes) {
      tasks[node.number()] =
          new TaskInForce(
              node.number(),
              node.name(),
              node.definition().budgetNanos(),
              plannedNanos(node.number()));
    }
    return new TasksInForce(epoch, reason, Collections.unmodifiableList(Arrays.asList(tasks)));
  }

  /** Lays a graph out on one lane, whatever the rules say of lanes. */
  public static Plan of(
      int epoch, String reason, TaskGraph graph, TaskTimes times, PlanRules rules) {
    return perLane(epoch, reason, graph, times, rules.onOneLane()).get(0);
  }

  /** Lays a graph out: one plan for each lane, all of one epoch. */
  public static List<Plan> perLane(
      int epoch, String reason, TaskGraph graph, TaskTimes times, PlanRules rules) {
    final List<TaskNode> ordered =
        rules.ordering() == Ordering.CRITICAL_PATH ? graph.nodes() : graph.registered();
    final ResourceBits resources = new ResourceBits(graph);
    final StepSequence[][] sequences = new StepSequence[rules.lanes()][TriggerKind.count()];
    for (int kind = 0; kind < TriggerKind.count(); kind++) {
      final List<StepSequence> lanes =
          StepSequence.of(
              Membership.of(TriggerKind.values()[kind], ordered), times, rules, resources);
      for (int lane = 0; lane < sequences.length; lane++) {
        sequences[lane][kind] = lanes.get(lane);
      }
    }
    final Map<Integer, Long> planned = new HashMap<>();
    graph.nodes().forEach(node -> planned.put(node.number(), times.nanos(node)));
    final boolean[][] shares = shares(sequences);
    return Arrays.stream(sequences)
        .map(own -> new Plan(epoch, reason, graph.nodes(), planned, own, shares, arraysOnly()))
        .toList();
  }

  private static FusedSteps[] arraysOnly() {
    return new FusedSteps[TriggerKind.count()];
  }

  /** The same steps as a later epoch, with their code for each kind of cycle or null. */
  Plan inTier(int later, String why, FusedSteps[] code) {
    return new Plan(later, why, nodes, planned, sequences, shares, code);
  }

  /** The same steps as a later epoch, on arrays only. */
  public Plan onArrays(int later, String why) {
    return inTier(later, why, arraysOnly());
  }

  private static boolean[][] shares(StepSequence[][] sequences) {
    final boolean[][] shares = new boolean[sequences.length][TriggerKind.count()];
    for (int lane = 0; lane < shares.length; lane++) {
      for (int kind = 0; kind < shares[lane].length; kind++) {
        shares[lane][kind] = sequences[lane][kind].width > 0;
      }
    }
    return shares;
  }

  /** The plan of a lane that has none yet. */
  public static Plan empty() {
    return empty(0);
  }

  /** The plan of one of several lanes that have none yet. */
  public static Plan empty(int lane) {
    return perLane(
            0,
            "start",
            TaskGraph.empty(),
            TaskTimes.DECLARED,
            new PlanRules(Ordering.CRITICAL_PATH, List.of(), 0, List.of(), lane + 1, 0))
        .get(lane);
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

  /** Whether a lane has steps in a kind of cycle, by its ordinal. */
  public boolean runsOn(int lane, int trigger) {
    return shares[lane][trigger];
  }

  /** The steps of a kind of cycle, by its ordinal. */
  public StepSequence sequence(int trigger) {
    return sequences[trigger];
  }

  /** The code of the critical steps of a kind of cycle, by its ordinal; null on the first tier. */
  @HotPath
  public FusedSteps fused(int trigger) {
    return fused[trigger];
  }

  /** The time that a task was planned with, by its number, in nanoseconds. */
  public long plannedNanos(int task) {
    return planned.get(task);
  }

  /** The tasks with a timer of their own. Not to be written. */
  public Ticking[] ticking() {
    return ticking;
  }

  /** The plans of all lanes as a person wants to see them. */
  public static PlanDescription description(List<Plan> lanes) {
    final Plan leader = lanes.get(0);
    final Map<TriggerKind, List<PlannedStep>> steps = new EnumMap<>(TriggerKind.class);
    final Map<TriggerKind, List<PlannedPath>> paths = new EnumMap<>(TriggerKind.class);
    for (int kind = 0; kind < leader.sequences.length; kind++) {
      final List<PlannedStep> all = new ArrayList<>();
      for (final Plan lane : lanes) {
        all.addAll(lane.sequences[kind].description());
      }
      steps.put(TriggerKind.values()[kind], List.copyOf(all));
      paths.put(TriggerKind.values()[kind], leader.sequences[kind].criticalPaths());
    }
    return new PlanDescription(leader.epoch, leader.reason, steps, paths);
  }
}
