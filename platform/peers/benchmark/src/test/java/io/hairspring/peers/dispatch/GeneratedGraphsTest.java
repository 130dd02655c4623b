package io.hairspring.peers.dispatch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.hairspring.peers.generated.GraphRunners;
import io.hairspring.peers.graph.Frame;
import io.hairspring.peers.graph.GraphRunner;
import io.hairspring.peers.graph.GraphShape;
import io.hairspring.peers.graph.Node;
import io.hairspring.peers.graph.Root;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class GeneratedGraphsTest {
  private static final int EVENTS = 1_000;

  static Stream<GraphShape> shapes() {
    return GraphShape.all().stream();
  }

  /** By the rule itself: a node runs when one of those before it says that something changed. */
  private static long byTheRule(GraphShape shape) {
    final List<Node> nodes = shape.nodes();
    final boolean[] changed = new boolean[nodes.size()];
    for (int event = 1; event <= EVENTS; event++) {
      changed[0] = ((Root) nodes.get(0)).accept(event);
      for (int i = 1; i < nodes.size(); i++) {
        final boolean due = changed[shape.left(i)] || changed[shape.up(i)];
        changed[i] = due && nodes.get(i).update();
      }
    }
    return GraphShape.checksum(nodes);
  }

  @ParameterizedTest
  @MethodSource("shapes")
  void shouldComeToTheSameInEveryWay(GraphShape shape) {
    final long expected = byTheRule(shape);
    assertNotEquals(0, expected);
    for (final GraphRunner runner :
        List.of(GraphRunners.fluxtion(shape.name()), GraphRunners.straight(shape.name()))) {
      runner.bare(1, EVENTS);
      assertEquals(expected, GraphShape.checksum(runner.nodes()), shape.name());
    }
    for (final GraphRunner runner :
        List.of(GraphRunners.fluxtion(shape.name()), GraphRunners.straight(shape.name()))) {
      runner.framed(new Frame(), 1, EVENTS);
      assertEquals(expected, GraphShape.checksum(runner.nodes()), shape.name());
    }
  }
}
