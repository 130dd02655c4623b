package io.hairspring.kernel.plan;

import io.hairspring.kernel.graph.TaskGraph;
import java.util.ArrayList;
import java.util.List;

/** One bit for each resource that a graph names, in the order in which they are first named. */
final class ResourceBits {
  private final List<String> names = new ArrayList<>();

  ResourceBits(TaskGraph graph) {
    graph.nodes().stream()
        .flatMap(node -> node.definition().resources().stream())
        .distinct()
        .forEach(names::add);
  }

  long of(List<String> resources) {
    long bits = 0;
    for (final String resource : resources) {
      bits |= 1L << names.indexOf(resource);
    }
    return bits;
  }
}
