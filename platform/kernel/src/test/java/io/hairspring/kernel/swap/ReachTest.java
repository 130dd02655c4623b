package io.hairspring.kernel.swap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class ReachTest {
  private static final int MANY = 100;

  static class Base {
    final long[] inherited = new long[2];
  }

  static final class Node extends Base {
    final Node[] next;
    final String text = "closed";
    Node back;

    Node(Node... next) {
      this.next = next;
    }
  }

  private static List<Object> of(Object root, int most) {
    return Reach.of(root, Base.class::isAssignableFrom, most);
  }

  @Test
  void shouldFindFieldsOfSuperclassesAndElementsOfArraysOnce() {
    final Node leaf = new Node();
    final Node root = new Node(leaf, leaf);
    leaf.back = root;

    final List<Object> found = of(root, MANY);

    assertSame(root, found.get(0));
    assertTrue(found.contains(leaf));
    assertTrue(found.contains(root.inherited));
    // Two nodes, with an array of nodes and one of longs each.
    assertEquals(6, found.size());
  }

  @Test
  void shouldNotFollowClassesThatAreNotWanted() {
    final Node root = new Node();
    assertFalse(of(root, MANY).contains(root.text));
  }

  @Test
  void shouldFindSoManyAtMost() {
    assertEquals(2, of(new Node(new Node(), new Node()), 2).size());
  }
}
