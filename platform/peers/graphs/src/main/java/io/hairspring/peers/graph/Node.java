package io.hairspring.peers.graph;

import com.fluxtion.runtime.annotations.builder.FluxtionIgnore;
import io.hairspring.api.task.HotPath;
import io.hairspring.api.task.Task;
import java.util.ArrayList;
import java.util.List;

/**
 * A node of a graph: a task for a lane, a triggered node for Fluxtion, an object with a method for
 * straight code. It computes on its own value and on those of the two nodes before it, which are
 * one and the same in a chain. One thread.
 *
 * <p>The fields are public and set from outside because that is how Fluxtion's code sets them.
 */
@HotPath
public abstract class Node implements Task {
  /** What it came to. */
  public long value;

  /** Bits of the value that must be clear for what depends on this node to run; 0 is always. */
  public long gate;

  /** What it depends on. */
  @FluxtionIgnore public Node left;

  /** What it depends on too. */
  @FluxtionIgnore public Node up;

  /** The same, for Fluxtion's compiler to see. */
  public List<Node> parents = new ArrayList<>();

  /**
   * Computes.
   *
   * @return whether what depends on it has to run
   */
  public abstract boolean update();

  /** What it is given by the nodes before it; odd as often as even, also where they are one. */
  final long input() {
    return left.value + (up.value >>> 3);
  }

  /** Keeps a new value. */
  final boolean became(long next) {
    value = next;
    return (next & gate) == 0;
  }
}
