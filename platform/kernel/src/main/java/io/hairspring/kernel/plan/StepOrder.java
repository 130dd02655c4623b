package io.hairspring.kernel.plan;

import io.hairspring.api.task.LatencyClass;
import io.hairspring.kernel.graph.TaskNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The order of one sequence on one lane. Critical is what an order waits for: the tasks that send
 * orders, of the most important latency class that any such task has, and all they depend on. Of
 * several such tasks the one with the highest priority goes first, then the one with the least left
 * to do: with equal weights that minimises their mean latency (Smith, "Various optimizers for
 * single-stage production", 1956). Ties go by name.
 */
final class StepOrder {
  private final Membership members;
  private final TaskTimes times;
  private final PlanRules rules;
  private final List<TaskNode> placed = new ArrayList<>();
  private final Set<String> placedNames = new HashSet<>();

  private StepOrder(Membership members, TaskTimes times, PlanRules rules) {
    this.members = members;
    this.times = times;
    this.rules = rules;
  }

  /** The tasks of each band in order; every band is there, maybe empty. */
  static Map<Band, List<TaskNode>> of(Membership members, TaskTimes times, PlanRules rules) {
    final StepOrder order = new StepOrder(members, times, rules);
    return switch (rules.ordering()) {
      case CRITICAL_PATH -> order.byCriticalPath();
      case DECLARED -> undivided(members.nodes());
      case FIFO -> undivided(order.firstInFirstOut());
    };
  }

  /** The tasks whose orders make a sequence urgent. */
  static List<TaskNode> emitters(Membership members) {
    final List<TaskNode> all =
        members.nodes().stream().filter(node -> node.definition().emitsOrders()).toList();
    final LatencyClass best =
        all.stream()
            .map(node -> node.definition().latencyClass())
            .min(Comparator.naturalOrder())
            .orElse(LatencyClass.CRITICAL);
    return all.stream().filter(node -> node.definition().latencyClass() == best).toList();
  }

  private Map<Band, List<TaskNode>> byCriticalPath() {
    final Map<Band, List<TaskNode>> bands = new EnumMap<>(Band.class);
    final List<TaskNode> declared = declaredPath();
    if (declared.isEmpty()) {
      place(emitters(members), urgency());
      place(urgentForTheirOwnSake(), urgency());
    } else {
      declared.forEach(end -> place(List.of(end), urgency()));
    }
    bands.put(Band.CRITICAL, taken());
    place(ofClassUpTo(LatencyClass.SENSITIVE), urgency());
    bands.put(Band.SENSITIVE, taken());
    place(ofClassUpTo(LatencyClass.BACKGROUND), urgency());
    bands.put(Band.BACKGROUND, taken());
    return bands;
  }

  private List<TaskNode> declaredPath() {
    return rules.declaredPath().stream()
        .flatMap(name -> members.nodes().stream().filter(node -> node.name().equals(name)))
        .toList();
  }

  private List<TaskNode> urgentForTheirOwnSake() {
    return members.nodes().stream()
        .filter(
            node ->
                node.definition().latencyClass() == LatencyClass.CRITICAL
                    || node.definition().precise()
                    || node.definition().lane() > 0)
        .toList();
  }

  private List<TaskNode> ofClassUpTo(LatencyClass least) {
    return members.nodes().stream()
        .filter(node -> node.definition().latencyClass().compareTo(least) <= 0)
        .toList();
  }

  private Comparator<TaskNode> urgency() {
    return Comparator.<TaskNode>comparingInt(node -> node.definition().latencyClass().ordinal())
        .thenComparing(node -> node.definition().priority(), Comparator.reverseOrder())
        .thenComparingLong(this::leftToDo)
        .thenComparing(TaskNode::name);
  }

  /** Places tasks, the most urgent first, each right after what is missing before it. */
  private void place(List<TaskNode> ends, Comparator<TaskNode> urgency) {
    final List<TaskNode> waiting = new ArrayList<>(ends);
    waiting.removeIf(this::isPlaced);
    while (!waiting.isEmpty()) {
      missing(waiting.stream().min(urgency).orElseThrow()).forEach(this::place);
      waiting.removeIf(this::isPlaced);
    }
  }

  private List<TaskNode> missing(TaskNode end) {
    return members.closure(List.of(end)).stream().filter(node -> !isPlaced(node)).toList();
  }

  private long leftToDo(TaskNode end) {
    return missing(end).stream().mapToLong(times::nanos).sum();
  }

  private void place(TaskNode node) {
    placed.add(node);
    placedNames.add(node.name());
  }

  private boolean isPlaced(TaskNode node) {
    return placedNames.contains(node.name());
  }

  private List<TaskNode> taken() {
    final List<TaskNode> band = List.copyOf(placed);
    placed.clear();
    return band;
  }

  private List<TaskNode> firstInFirstOut() {
    final List<TaskNode> waiting = new ArrayList<>(members.nodes());
    final List<TaskNode> queue = new ArrayList<>();
    final Set<String> done = new HashSet<>();
    for (int next = 0; !waiting.isEmpty(); next++) {
      if (next > 0) {
        done.add(queue.get(next - 1).name());
      }
      final List<TaskNode> ready =
          waiting.stream().filter(node -> done.containsAll(members.inputs(node))).toList();
      queue.addAll(ready);
      waiting.removeAll(ready);
    }
    return queue;
  }

  private static Map<Band, List<TaskNode>> undivided(List<TaskNode> nodes) {
    final Map<Band, List<TaskNode>> bands = new EnumMap<>(Band.class);
    for (final Band band : Band.values()) {
      bands.put(band, band == Band.CRITICAL ? List.copyOf(nodes) : List.of());
    }
    return bands;
  }
}
