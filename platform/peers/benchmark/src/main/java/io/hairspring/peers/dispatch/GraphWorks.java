package io.hairspring.peers.dispatch;

import io.hairspring.api.control.Platform;
import io.hairspring.benchmarks.bench.BenchContext;
import io.hairspring.benchmarks.bench.BenchmarkException;
import io.hairspring.benchmarks.bench.QuietSession;
import io.hairspring.kernel.probe.KernelProbe;
import io.hairspring.peers.generated.GraphRunners;
import io.hairspring.peers.graph.GraphShape;
import java.util.ArrayList;
import java.util.List;

/** Every graph, run by everybody on the lane's pinned thread in a session that is paused. */
public final class GraphWorks {
  private static final int WARM_UP_ROUNDS = 8;

  private final List<GraphWork> works = new ArrayList<>();
  private final List<Side.Specialised> lanes = new ArrayList<>();

  /** Nothing run yet. */
  public GraphWorks(KernelProbe probe) {
    for (final GraphShape shape : GraphShape.all()) {
      final Side.Specialised lane = Side.specialised(shape, probe);
      lanes.add(lane);
      works.add(
          new GraphWork(
              shape,
              List.of(
                  lane.side(),
                  Side.code("fluxtion", GraphRunners.fluxtion(shape.name())),
                  Side.code("straight", GraphRunners.straight(shape.name())),
                  Side.arrays(shape, probe))));
    }
  }

  /**
   * Runs and reports them.
   *
   * @throws BenchmarkException when two sides do not come to the same
   */
  public void run(BenchContext context, Platform platform, KernelProbe probe, int rounds)
      throws BenchmarkException {
    try (QuietSession session = new QuietSession(platform, probe)) {
      context.progress().accept("peers: graphs, warming up");
      for (int i = 0; i < WARM_UP_ROUNDS; i++) {
        session.onLane(() -> works.forEach(GraphWork::warmUp));
      }
      context.progress().accept("peers: graphs, second tier");
      session.onLane(() -> lanes.forEach(Side.Specialised::begin));
      session.onLane(() -> works.forEach(GraphWork::warmUp));
      for (int i = 1; i <= rounds; i++) {
        context.progress().accept("peers: graphs, round " + i + " of " + rounds);
        session.onLane(
            () -> {
              works.forEach(GraphWork::round);
              context.takeNoise();
            });
      }
    }
    for (final GraphWork work : works) {
      work.check();
      work.report(context);
    }
  }
}
