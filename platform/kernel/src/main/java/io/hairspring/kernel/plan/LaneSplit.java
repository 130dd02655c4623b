package io.hairspring.kernel.plan;

import io.hairspring.api.task.TaskDefinition;
import io.hairspring.api.task.TriggerKind;
import io.hairspring.kernel.graph.TaskNode;
import io.hairspring.kernel.planner.Job;
import io.hairspring.kernel.planner.Placement;
import io.hairspring.kernel.planner.Problem;
import io.hairspring.kernel.planner.Schedule;
import io.hairspring.kernel.planner.StaticPlanner;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Divides the critical steps of a sequence among lanes, so that what orders wait for is done as
 * early as the planner finds. Lane 0 leads: it has the triggers, the timers, the egress ring, and
 * all deferred steps; and it ends a cycle when every lane has ended its share, so that no two
 * cycles overlap and deferred steps find the other lanes at rest.
 */
final class LaneSplit {
  private static final int LEADER = 0;

  private final Membership members;
  private final TaskTimes times;
  private final PlanRules rules;
  private final Map<Band, List<TaskNode>> bands;
  private final Map<String, Integer> laneOf = new HashMap<>();
  private final List<List<TaskNode>> critical = new ArrayList<>();

  LaneSplit(Membership members, TaskTimes times, PlanRules rules, Map<Band, List<TaskNode>> bands) {
    this.members = members;
    this.times = times;
    this.rules = rules;
    this.bands = bands;
  }

  /** The bands of each lane, with the steps by which the lanes tell each other of changes. */
  List<Map<Band, List<TaskNode>>> lanes() {
    final Schedule schedule = new StaticPlanner().plan(problem());
    place(schedule);
    addEdges();
    final List<Map<Band, List<TaskNode>>> lanes = new ArrayList<>();
    for (final List<TaskNode> steps : critical) {
      final boolean leader = lanes.isEmpty();
      final Map<Band, List<TaskNode>> own = new EnumMap<>(Band.class);
      own.put(Band.CRITICAL, steps);
      own.put(Band.SENSITIVE, leader ? seenFrom(LEADER, bands.get(Band.SENSITIVE)) : List.of());
      own.put(Band.BACKGROUND, leader ? seenFrom(LEADER, bands.get(Band.BACKGROUND)) : List.of());
      lanes.add(own);
    }
    return lanes;
  }

  private Problem problem() {
    final List<TaskNode> nodes = bands.get(Band.CRITICAL);
    final Set<String> ordering = members.closure(StepOrder.emitters(members));
    final Map<String, Integer> index = new HashMap<>();
    final Map<String, Integer> groups = new LinkedHashMap<>();
    final List<Job> jobs = new ArrayList<>();
    for (final TaskNode node : nodes) {
      final List<Integer> before = members.inputs(node).stream().map(index::get).toList();
      jobs.add(
          new Job(
              jobs.size(),
              times.nanos(node),
              before,
              fixedLane(node),
              group(node.definition(), groups),
              ordering.contains(node.name())));
      index.put(node.name(), index.size());
    }
    return new Problem(rules.lanes(), rules.hopNanos(), jobs);
  }

  /** What needs what only lane 0 has, or shares something with a deferred step, stays there. */
  private int fixedLane(TaskNode node) {
    final TaskDefinition task = node.definition();
    final boolean timed = task.everyNanos() > 0 || task.triggers().contains(TriggerKind.TIMER);
    if (task.emitsOrders() || timed || sharesWithDeferred(task)) {
      return LEADER;
    }
    return task.lane();
  }

  private boolean sharesWithDeferred(TaskDefinition task) {
    return bands.entrySet().stream()
        .filter(band -> band.getKey() != Band.CRITICAL)
        .flatMap(band -> band.getValue().stream())
        .flatMap(node -> node.definition().resources().stream())
        .anyMatch(task.resources()::contains);
  }

  private static int group(TaskDefinition task, Map<String, Integer> groups) {
    int group = Job.ANY;
    for (final String resource : task.resources()) {
      group = group == Job.ANY ? groups.getOrDefault(resource, groups.size()) : group;
      groups.putIfAbsent(resource, group);
    }
    return group;
  }

  private void place(Schedule schedule) {
    for (int lane = 0; lane < rules.lanes(); lane++) {
      critical.add(new ArrayList<>());
    }
    final List<TaskNode> nodes = bands.get(Band.CRITICAL);
    schedule.placements().stream()
        .sorted(Comparator.comparingLong(Placement::start).thenComparingInt(Placement::job))
        .forEach(
            placement -> {
              final TaskNode node = nodes.get(placement.job());
              laneOf.put(node.name(), placement.lane());
              critical.get(placement.lane()).add(node);
            });
  }

  private void addEdges() {
    final Map<String, LaneEdge> edges = new LinkedHashMap<>();
    for (int lane = 0; lane < critical.size(); lane++) {
      critical.set(lane, withAwaits(lane, edges));
    }
    for (int lane = 0; lane < critical.size(); lane++) {
      critical.set(lane, withPublishing(lane, edges));
    }
    endTogether();
  }

  private List<TaskNode> withAwaits(int lane, Map<String, LaneEdge> edges) {
    final List<TaskNode> steps = new ArrayList<>();
    final Set<String> awaited = new HashSet<>();
    for (final TaskNode node : critical.get(lane)) {
      awaitInputs(node, lane, edges, awaited, steps);
      steps.add(seenFrom(lane, node));
    }
    if (lane == LEADER) {
      for (final Band band : List.of(Band.SENSITIVE, Band.BACKGROUND)) {
        bands.get(band).forEach(node -> awaitInputs(node, lane, edges, awaited, steps));
      }
    }
    return steps;
  }

  private void awaitInputs(
      TaskNode node,
      int lane,
      Map<String, LaneEdge> edges,
      Set<String> awaited,
      List<TaskNode> steps) {
    for (final String input : members.inputs(node)) {
      if (isElsewhere(input, lane) && awaited.add(input)) {
        steps.add(
            edges.computeIfAbsent(key(input, lane), any -> new LaneEdge(input, lane)).await());
      }
    }
  }

  private List<TaskNode> withPublishing(int lane, Map<String, LaneEdge> edges) {
    final List<TaskNode> steps = new ArrayList<>();
    for (final TaskNode node : critical.get(lane)) {
      steps.add(node);
      for (int other = 0; other < critical.size(); other++) {
        final LaneEdge edge = edges.get(key(node.name(), other));
        if (edge != null) {
          steps.add(edge.signal(node.name()));
          steps.add(edge.publish());
        }
      }
    }
    return steps;
  }

  /** Lane 0 ends its critical steps when every other lane that has any has ended its own. */
  private void endTogether() {
    for (int lane = LEADER + 1; lane < critical.size(); lane++) {
      if (!critical.get(lane).isEmpty()) {
        final LaneEdge end = new LaneEdge("end-of-lane-" + lane, LEADER);
        critical.get(lane).add(end.publish());
        critical.get(LEADER).add(end.await());
      }
    }
  }

  private List<TaskNode> seenFrom(int lane, List<TaskNode> nodes) {
    return nodes.stream().map(node -> seenFrom(lane, node)).toList();
  }

  private TaskNode seenFrom(int lane, TaskNode node) {
    final List<String> inputs =
        members.inputs(node).stream()
            .map(input -> isElsewhere(input, lane) ? new LaneEdge(input, lane).awaitName() : input)
            .toList();
    return new TaskNode(
        node.number(), node.definition().withDependencies(inputs), node.task(), node.origin());
  }

  private boolean isElsewhere(String task, int lane) {
    return laneOf.getOrDefault(task, LEADER) != lane;
  }

  private static String key(String task, int lane) {
    return task + " > " + lane;
  }
}
