package io.hairspring.peers.graph;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class GraphShapeTest {
  @Test
  void shouldLinkAMeshUpwardsAndToTheLeft() {
    final List<Node> nodes = GraphShape.mesh(3, false).nodes();
    assertSame(nodes.get(0), nodes.get(1).left);
    assertSame(nodes.get(0), nodes.get(1).up);
    assertSame(nodes.get(0), nodes.get(3).left);
    assertSame(nodes.get(3), nodes.get(4).left);
    assertSame(nodes.get(1), nodes.get(4).up);
    assertSame(nodes.get(7), nodes.get(8).left);
    assertSame(nodes.get(5), nodes.get(8).up);
  }

  @Test
  void shouldNameTheDependenciesOfATaskOnce() {
    assertEquals(List.of("n0"), GraphShape.chain(5, false).definition(1).dependencies());
    assertEquals(List.of("n3", "n1"), GraphShape.mesh(3, false).definition(4).dependencies());
  }

  @Test
  void shouldPassAboutEveryOtherEventThroughAGate() {
    final List<Node> nodes = GraphShape.chain(5, true).nodes();
    int passed = 0;
    for (int event = 0; event < 1_000; event++) {
      assertTrue(((Root) nodes.get(0)).accept(event));
      for (final Node node : nodes.subList(1, 4)) {
        assertTrue(node.update());
      }
      passed += nodes.get(4).update() ? 1 : 0;
    }
    assertTrue(passed > 300 && passed < 700, String.valueOf(passed));
  }

  @Test
  void shouldSumUpEveryNodeAndItsPlace() {
    final List<Node> nodes = GraphShape.chain(2, false).nodes();
    final long before = GraphShape.checksum(nodes);
    nodes.get(0).value = 1;
    assertEquals(31, GraphShape.checksum(nodes));
    nodes.get(0).value = 0;
    nodes.get(1).value = 1;
    assertEquals(1, GraphShape.checksum(nodes));
    assertFalse(before == 1);
  }
}
