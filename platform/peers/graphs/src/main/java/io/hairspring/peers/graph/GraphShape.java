package io.hairspring.peers.graph;

import io.hairspring.api.task.LatencyClass;
import io.hairspring.api.task.TaskDefinition;
import io.hairspring.api.task.TriggerKind;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * How nodes are linked. Node 0 takes the events.
 *
 * @param name names it in reports
 * @param side nodes of a row; 1 for a chain
 * @param size nodes in all
 * @param gated whether every fifth node holds back, about every other time, what depends on it
 */
public record GraphShape(String name, int side, int size, boolean gated) {
  private static final int GATE_EVERY = 5;
  private static final int FACTOR = 31;

  /** Every shape that is measured: each once always propagating, and once gated. */
  public static List<GraphShape> all() {
    return Stream.of(false, true)
        .flatMap(
            gated ->
                Stream.of(
                    chain(1, gated),
                    chain(5, gated),
                    chain(20, gated),
                    chain(101, gated),
                    mesh(10, gated)))
        // One node alone has nothing to hold back.
        .filter(shape -> shape.size > 1 || !shape.gated)
        .toList();
  }

  /** Nodes in a row. */
  static GraphShape chain(int size, boolean gated) {
    return new GraphShape("chain-" + size + suffix(gated), 1, size, gated);
  }

  /** Nodes in a square; each depends on the one above and the one to the left. */
  public static GraphShape mesh(int side, boolean gated) {
    return new GraphShape("mesh-" + side + "x" + side + suffix(gated), side, side * side, gated);
  }

  private static String suffix(boolean gated) {
    return gated ? "-gated" : "";
  }

  /** New nodes, linked. */
  public List<Node> nodes() {
    final List<Node> nodes = new ArrayList<>();
    nodes.add(new Root());
    for (int i = 1; i < size; i++) {
      final Node node = Nodes.number(i);
      node.left = nodes.get(left(i));
      node.up = nodes.get(up(i));
      node.parents.add(node.left);
      if (node.up != node.left) {
        node.parents.add(node.up);
      }
      node.gate = gated && i % GATE_EVERY == GATE_EVERY - 1 ? 1 : 0;
      nodes.add(node);
    }
    return nodes;
  }

  /** Number of the node to the left of a node other than the root; in a first column, above it. */
  public int left(int i) {
    return i % side == 0 ? i - side : i - 1;
  }

  /** Number of the node above a node other than the root; in a first row, to its left. */
  public int up(int i) {
    return i < side ? i - 1 : i - side;
  }

  /** What a lane has to know of a node. */
  public TaskDefinition definition(int i) {
    final TaskDefinition.Builder definition =
        TaskDefinition.named("n" + i).latencyClass(LatencyClass.CRITICAL);
    if (i == 0) {
      return definition.on(TriggerKind.MARKET_EVENT).build();
    }
    return left(i) == up(i)
        ? definition.after("n" + left(i)).build()
        : definition.after("n" + left(i), "n" + up(i)).build();
  }

  /** One number for all values. */
  public static long checksum(List<Node> nodes) {
    long sum = 0;
    for (final Node node : nodes) {
      sum = sum * FACTOR + node.value;
    }
    return sum;
  }
}
