package io.hairspring.peers.generator;

import io.hairspring.peers.graph.Node;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;

/**
 * The nodes before a node, as Fluxtion's compiler is to see them. Its dependency graph is built by
 * walks along every path, of which a mesh of ten by ten has 184,755: minutes. What such a walk has
 * been through before adds nothing, so to each of the walks this looks empty from the second time
 * on; to everything else it is a list. The code that comes out is the same, which a test shows on a
 * mesh that can be compiled either way.
 */
final class WalkedOnce extends ArrayList<Node> {
  private static final long serialVersionUID = 1L;
  private static final String WALK = "walkDependencies";

  private final transient Set<String> walks = new HashSet<>();

  WalkedOnce(List<Node> nodes) {
    super(nodes);
  }

  @Override
  public Iterator<Node> iterator() {
    final String caller =
        StackWalker.getInstance()
            .walk(frames -> frames.skip(1).findFirst().orElseThrow().getMethodName());
    return !caller.startsWith(WALK) || walks.add(caller)
        ? super.iterator()
        : List.<Node>of().iterator();
  }
}
