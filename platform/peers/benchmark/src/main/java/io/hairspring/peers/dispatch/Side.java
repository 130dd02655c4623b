package io.hairspring.peers.dispatch;

import io.hairspring.kernel.probe.KernelProbe;
import io.hairspring.kernel.probe.ProbeLane;
import io.hairspring.peers.graph.Frame;
import io.hairspring.peers.graph.GraphRunner;
import io.hairspring.peers.graph.GraphShape;
import io.hairspring.peers.graph.Node;
import java.util.List;

/**
 * Who runs a graph, in both ways: the steps alone, and within all that belongs to a cycle. Both are
 * run on the same nodes, each for every event. Lane thread.
 *
 * @param bare its name in report keys, for the steps alone
 * @param framed its name with the cycle around them
 * @param nodes the nodes that it runs
 * @param steps runs the steps alone
 * @param cycles runs them within an event's way through a ring, two readings of the clock and a
 *     record
 */
record Side(String bare, String framed, List<Node> nodes, Events steps, Events cycles) {

  /** Runs a graph for events that count on from a first one. */
  @FunctionalInterface
  interface Events {
    /** Runs the graph for so many events. */
    void run(long first, int events);
  }

  /** A lane on its first tier. */
  static Side arrays(GraphShape shape, KernelProbe probe) {
    return lane("hairspring-arrays", shape, probe.lane());
  }

  /** A lane that is to have its second tier before it is measured: {@link Specialised#begin}. */
  static Specialised specialised(GraphShape shape, KernelProbe probe) {
    final ProbeLane lane = probe.lane();
    return new Specialised(lane, lane("hairspring", shape, lane));
  }

  /**
   * A lane with a second tier.
   *
   * @param lane to be given the tier
   * @param side what runs on it
   */
  record Specialised(ProbeLane lane, Side side) {
    /** Gives it the tier that a plan has which stays. Takes seconds. */
    void begin() {
      lane.specialise();
      adopt(lane);
    }
  }

  /** Code that was generated or written for the graph. */
  static Side code(String name, GraphRunner runner) {
    final Frame frame = new Frame();
    return new Side(
        name,
        name + "-framed",
        runner.nodes(),
        runner::bare,
        (first, events) -> runner.framed(frame, first, events));
  }

  private static Side lane(String name, GraphShape shape, ProbeLane lane) {
    final List<Node> nodes = shape.nodes();
    for (int i = 0; i < nodes.size(); i++) {
      lane.add(shape.definition(i), nodes.get(i));
    }
    lane.plan(ProbeLane.Order.CRITICAL_PATH);
    adopt(lane);
    return new Side(
        name, name + "-cycle", nodes, lane::walk, (first, events) -> turns(lane, first, events));
  }

  /** A lane takes up a plan in a turn, not in a walk. */
  private static void adopt(ProbeLane lane) {
    lane.turn();
  }

  private static void turns(ProbeLane lane, long first, int events) {
    for (int i = 0; i < events; i++) {
      lane.event(first + i);
    }
    for (int i = 0; i < events; i++) {
      lane.turn();
    }
    lane.discard();
  }
}
