package io.hairspring.kernel.plan;

import io.hairspring.api.task.LatencyClass;
import io.hairspring.kernel.graph.TaskNode;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
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
  private final PlanRules rules;
  private final List<TaskNode> band = new ArrayList<>();

  /** The place of each task among the members, by which everything below goes. */
  private final Map<String, Integer> index = new HashMap<>();

  private final List<BitSet> closures;
  private final long[] nanos;

  /** What is left to do before each task has run, and for its own run, in nanoseconds. */
  private final long[] left;

  private final BitSet placed = new BitSet();

  private StepOrder(Membership members, TaskTimes times, PlanRules rules) {
    this.members = members;
    this.rules = rules;
    for (final TaskNode node : members.nodes()) {
      index.put(node.name(), index.size());
    }
    closures = members.closures();
    nanos = members.nodes().stream().mapToLong(times::nanos).toArray();
    left =
        closures.stream()
            .mapToLong(closure -> closure.stream().mapToLong(i -> nanos[i]).sum())
            .toArray();
  }

  /** The tasks of each band in order; every band is there, maybe empty. */
  static Map<Band, List<TaskNode>> of(Membership members, TaskTimes times, PlanRules rules) {
    return switch (rules.ordering()) {
      case CRITICAL_PATH -> new StepOrder(members, times, rules).byCriticalPath();
      case DECLARED -> undivided(members.nodes());
      case FIFO -> undivided(firstInFirstOut(members));
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
      place(emitters(members));
      place(urgentForTheirOwnSake());
    } else {
      declared.forEach(this::placeAfterItsInputs);
    }
    bands.put(Band.CRITICAL, taken());
    place(ofClassUpTo(LatencyClass.SENSITIVE));
    bands.put(Band.SENSITIVE, taken());
    place(ofClassUpTo(LatencyClass.BACKGROUND));
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
        .thenComparingLong(node -> left[index.get(node.name())])
        .thenComparing(TaskNode::name);
  }

  /** Places tasks, the most urgent first, each right after what is missing before it. */
  private void place(List<TaskNode> ends) {
    final Comparator<TaskNode> urgency = urgency();
    final List<TaskNode> waiting = new ArrayList<>(ends);
    waiting.removeIf(this::isPlaced);
    while (!waiting.isEmpty()) {
      placeAfterItsInputs(Collections.min(waiting, urgency));
      waiting.removeIf(this::isPlaced);
    }
  }

  private void placeAfterItsInputs(TaskNode end) {
    final BitSet missing = (BitSet) closures.get(index.get(end.name())).clone();
    missing.andNot(placed);
    missing.stream().forEach(this::place);
  }

  private void place(int i) {
    band.add(members.nodes().get(i));
    placed.set(i);
    for (int later = i; later < left.length; later++) {
      if (closures.get(later).get(i)) {
        left[later] -= nanos[i];
      }
    }
  }

  private boolean isPlaced(TaskNode node) {
    return placed.get(index.get(node.name()));
  }

  private List<TaskNode> taken() {
    final List<TaskNode> taken = List.copyOf(band);
    band.clear();
    return taken;
  }

  private static List<TaskNode> firstInFirstOut(Membership members) {
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
