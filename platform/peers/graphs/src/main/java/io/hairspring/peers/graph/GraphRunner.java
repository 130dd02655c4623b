package io.hairspring.peers.graph;

import java.util.List;

/** Runs a graph in its own way, event after event. One thread. */
public interface GraphRunner {

  /** Runs the graph for each of so many events. */
  void bare(long first, int events);

  /**
   * The same within what a lane does around a cycle: the event comes through a ring, the clock is
   * read before and after, a record is released.
   */
  void framed(Frame frame, long first, int events);

  /** The nodes, in order. */
  List<Node> nodes();
}
