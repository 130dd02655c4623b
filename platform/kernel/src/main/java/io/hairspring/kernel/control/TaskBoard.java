package io.hairspring.kernel.control;

import io.hairspring.api.control.PlanDescription;
import io.hairspring.api.control.TaskStatus;
import io.hairspring.api.control.TaskStatus.State;
import io.hairspring.api.journal.ControlJournal;
import io.hairspring.api.journal.ControlKind;
import io.hairspring.api.task.TaskDefinition;
import io.hairspring.kernel.graph.GraphLimits;
import io.hairspring.kernel.graph.Refusal;
import io.hairspring.kernel.graph.TaskGraph;
import io.hairspring.kernel.graph.TaskNode;
import io.hairspring.kernel.lane.TaskFailure;
import io.hairspring.kernel.plan.FusedPlan;
import io.hairspring.kernel.plan.Plan;
import io.hairspring.kernel.plan.PlanRules;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Turns what is plugged in into plans, and keeps account of what was refused or quarantined.
 * Control thread.
 */
final class TaskBoard {
  private static final System.Logger LOG = System.getLogger(TaskBoard.class.getName());

  /** What it was before plans that were never adopted. */
  record Memory(List<TaskStatus> statuses, List<Plan> plans, TaskGraph graph) {}

  private final GraphLimits limits;
  private final KernelSettings.Planning planning;
  private final ControlJournal journal;
  private final IdentityHashMap<Object, String> quarantine = new IdentityHashMap<>();
  private final IdentityHashMap<Object, String> unstarted = new IdentityHashMap<>();
  private final Set<String> told = new HashSet<>();
  private volatile List<TaskStatus> statuses = List.of();
  private volatile List<Plan> plans = List.of(Plan.empty());
  private TaskGraph graph = TaskGraph.empty();
  private final Overrides overrides;
  private int epoch;

  TaskBoard(
      GraphLimits limits,
      KernelSettings.Planning planning,
      Overrides overrides,
      ControlJournal journal) {
    this.limits = limits;
    this.planning = planning;
    this.overrides = overrides;
    this.journal = journal;
  }

  /** Plans what is plugged in now, for a session. */
  List<Plan> plan(String reason, Registry registry, TradingSession session) {
    final List<TaskStatus> out = new ArrayList<>();
    graph = graph(registry, session, out);
    replan(reason, session);
    out.sort((a, b) -> a.definition().name().compareTo(b.definition().name()));
    statuses = List.copyOf(out);
    return plans;
  }

  /** Plans the same tasks again, with what is known of their times now. */
  List<Plan> replan(String reason, TradingSession session) {
    final PlanRules rules =
        new PlanRules(
            planning.ordering(),
            planning.declaredPath(),
            planning.deadlineNanos(),
            session.instruments().all(),
            limits.lanes(),
            session.hopNanos());
    plans = Plan.perLane(++epoch, reason, graph, session.tasks().profile().times(), rules);
    return plans;
  }

  /** What it is now. */
  Memory memory() {
    return new Memory(statuses, plans, graph);
  }

  /** Goes back to what it was: the plans made since are not adopted. */
  void restore(Memory memory) {
    statuses = memory.statuses();
    plans = memory.plans();
    graph = memory.graph();
  }

  /**
   * Why a component cannot be in the plan; empty when it is, or is kept out for a reason that is
   * not its own.
   */
  String absence(Registry.Plugged plug, TradingSession session) {
    // One refused as its duplicate may have the same origin and name.
    if (graph.nodes().stream().anyMatch(node -> session.tasks().runs(plug, node.task()))) {
      return "";
    }
    return statuses.stream()
        .filter(status -> status.origin().equals(plug.origin()))
        .filter(status -> status.definition().name().equals(plug.definition().name()))
        .filter(status -> status.state() == State.REFUSED || quarantined(plug))
        .map(TaskStatus::reason)
        .findFirst()
        .orElse("");
  }

  /** Whether a component is kept out of plans. */
  boolean quarantined(Registry.Plugged plug) {
    return quarantine.containsKey(plug.component()) || unstarted.containsKey(plug.component());
  }

  /** Makes code for the plans in force. */
  FusedPlan fuse() {
    return FusedPlan.of(plans);
  }

  /** The plans in force with the code that was made for them. */
  List<Plan> specialise(FusedPlan fused, String reason) {
    plans = fused.plans(++epoch, reason + ": " + plan().reason());
    return plans;
  }

  /** The plans in force without code. */
  List<Plan> despecialise(String reason) {
    final int later = ++epoch;
    plans = plans.stream().map(plan -> plan.onArrays(later, reason)).toList();
    return plans;
  }

  private TaskGraph graph(Registry registry, TradingSession session, List<TaskStatus> out) {
    final List<TaskNode> candidates = new ArrayList<>();
    candidates.add(session.tasks().bookNode());
    for (final Registry.TaskPlug plug : registry.tasks.values()) {
      if (!quarantined(plug.task(), plug.definition(), plug.origin(), out)) {
        candidates.add(session.tasks().node(plug.definition(), plug.task(), plug.origin()));
      }
    }
    for (final Registry.StrategyPlug plug : registry.strategies.values()) {
      addStrategy(plug, session, candidates, out);
    }
    final TaskGraph valid =
        TaskGraph.of(overrides.apply(candidates, registry.fallbacks(), out), limits);
    valid.nodes().forEach(n -> out.add(status(n, State.PLANNED, "")));
    valid.refusals().forEach(r -> out.add(refused(r)));
    // One that comes again later is told again.
    told.retainAll(valid.refusals().stream().map(TaskBoard::line).toList());
    return valid;
  }

  /** Forgets what could not start: with other instruments it may. */
  void newSession() {
    unstarted.clear();
  }

  /**
   * Keeps a task that threw out of later plans.
   *
   * @return false when it is none that can be done without
   */
  boolean quarantine(TaskFailure failure, Registry registry, TradingSession session) {
    for (final Registry.TaskPlug plug : registry.tasks.values()) {
      if (plug.task() == failure.task()) {
        quarantine(plug.task(), plug.origin(), failure);
        return true;
      }
    }
    for (final Registry.StrategyPlug plug : registry.strategies.values()) {
      if (session.tasks().runs(plug, failure.task())) {
        quarantine(plug.strategy(), plug.origin(), failure);
        return true;
      }
    }
    return false;
  }

  /** The task that has a number in the plan. */
  Optional<TaskNode> task(int number) {
    return plan().nodes().stream().filter(node -> node.number() == number).findFirst();
  }

  /** Forgets a component that has left. */
  void forget(Object component) {
    quarantine.remove(component);
    unstarted.remove(component);
  }

  List<TaskStatus> statuses() {
    return statuses;
  }

  /** The plan of lane 0. */
  Plan plan() {
    return plans.get(0);
  }

  PlanDescription description() {
    return Plan.description(plans);
  }

  private void quarantine(Object component, String origin, TaskFailure failure) {
    if (quarantine.putIfAbsent(component, failure.reason()) == null) {
      final String what =
          "task " + failure.name() + " of " + origin + " is quarantined: it " + failure.reason();
      LOG.log(Level.WARNING, what, failure.cause());
      journal.note(ControlKind.FAULT, failure.kind().ordinal(), failure.epoch(), what);
    }
  }

  private void addStrategy(
      Registry.StrategyPlug plug,
      TradingSession session,
      List<TaskNode> candidates,
      List<TaskStatus> out) {
    if (quarantined(plug.strategy(), plug.definition(), plug.origin(), out)) {
      return;
    }
    try {
      candidates.add(session.tasks().strategyNode(plug));
    } catch (final RuntimeException | Error e) {
      unstarted.put(plug.strategy(), "could not start: " + e);
      LOG.log(
          Level.WARNING,
          "strategy " + plug.definition().name() + " of " + plug.origin() + " could not start",
          e);
      quarantined(plug.strategy(), plug.definition(), plug.origin(), out);
    }
  }

  private boolean quarantined(
      Object component, TaskDefinition definition, String origin, List<TaskStatus> out) {
    final String reason = quarantine.getOrDefault(component, unstarted.get(component));
    if (reason == null) {
      return false;
    }
    out.add(new TaskStatus(definition, origin, State.QUARANTINED, reason));
    return true;
  }

  private TaskStatus refused(Refusal refusal) {
    final String line = line(refusal);
    if (told.add(line)) {
      LOG.log(Level.WARNING, line);
    }
    return status(refusal.node(), State.REFUSED, refusal.reason());
  }

  private static String line(Refusal refusal) {
    final TaskNode node = refusal.node();
    return "task " + node.name() + " of " + node.origin() + " is refused: " + refusal.reason();
  }

  private static TaskStatus status(TaskNode node, State state, String reason) {
    return new TaskStatus(node.definition(), node.origin(), state, reason);
  }
}
