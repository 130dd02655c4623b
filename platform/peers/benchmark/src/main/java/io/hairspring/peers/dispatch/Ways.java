package io.hairspring.peers.dispatch;

import io.hairspring.kernel.probe.KernelProbe;
import io.hairspring.kernel.probe.ProbeLane;
import io.hairspring.peers.graph.Frame;
import io.hairspring.peers.graph.GraphRunner;
import io.hairspring.peers.graph.GraphShape;
import io.hairspring.peers.graph.Node;
import java.util.List;

/** The ways to run a graph. Lane thread. */
final class Ways {

  /**
   * A way.
   *
   * @param name in report keys
   * @param nodes the nodes that it runs
   * @param events runs the graph for so many events
   */
  record Way(String name, List<Node> nodes, Events events) {}

  /** Runs a graph for events that count on from a first one. */
  @FunctionalInterface
  interface Events {
    /** Runs the graph for so many events. */
    void run(long first, int events);
  }

  private Ways() {}

  /** All of them: the lane first. */
  static List<Way> of(
      GraphShape shape, KernelProbe probe, GraphRunner[] fluxtion, GraphRunner[] straight) {
    return List.of(
        lane(shape, probe),
        new Way("fluxtion", fluxtion[0].nodes(), fluxtion[0]::bare),
        framed("fluxtion-framed", fluxtion[1]),
        new Way("straight", straight[0].nodes(), straight[0]::bare),
        framed("straight-framed", straight[1]));
  }

  private static Way framed(String name, GraphRunner runner) {
    final Frame frame = new Frame();
    return new Way(name, runner.nodes(), (first, events) -> runner.framed(frame, first, events));
  }

  private static Way lane(GraphShape shape, KernelProbe probe) {
    final ProbeLane lane = probe.lane();
    final List<Node> nodes = shape.nodes();
    for (int i = 0; i < nodes.size(); i++) {
      lane.add(shape.definition(i), nodes.get(i));
    }
    lane.plan(ProbeLane.Order.CRITICAL_PATH);
    return new Way("hairspring", nodes, (first, events) -> cycles(lane, first, events));
  }

  private static void cycles(ProbeLane lane, long first, int events) {
    for (int i = 0; i < events; i++) {
      lane.event(first + i);
    }
    for (int i = 0; i < events; i++) {
      lane.turn();
    }
    lane.discard();
  }
}
