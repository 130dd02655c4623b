package io.hairspring.peers.dispatch;

import io.hairspring.api.control.Platform;
import io.hairspring.benchmarks.bench.BenchContext;
import io.hairspring.benchmarks.bench.BenchmarkException;
import io.hairspring.benchmarks.bench.QuietSession;
import io.hairspring.kernel.probe.KernelProbe;
import io.hairspring.peers.generated.GraphRunners;
import io.hairspring.peers.graph.GraphRunner;
import io.hairspring.peers.graph.GraphShape;
import java.util.List;

/** Every graph, run by everybody on the lane's pinned thread in a session that is paused. */
public final class GraphWorks {
  private static final int WARM_UP_ROUNDS = 12;

  private final List<GraphWork> works;

  /** Nothing run yet. */
  public GraphWorks(KernelProbe probe) {
    works = GraphShape.all().stream().map(shape -> work(shape, probe)).toList();
  }

  private static GraphWork work(GraphShape shape, KernelProbe probe) {
    final String name = shape.name();
    final GraphRunner[] fluxtion = {GraphRunners.fluxtion(name), GraphRunners.fluxtion(name)};
    final GraphRunner[] straight = {GraphRunners.straight(name), GraphRunners.straight(name)};
    return new GraphWork(shape, Ways.of(shape, probe, fluxtion, straight));
  }

  /**
   * Runs and reports them.
   *
   * @throws BenchmarkException when two ways do not come to the same
   */
  public void run(BenchContext context, Platform platform, KernelProbe probe, int rounds)
      throws BenchmarkException {
    try (QuietSession session = new QuietSession(platform, probe)) {
      context.progress().accept("peers: graphs, warming up");
      for (int i = 0; i < WARM_UP_ROUNDS; i++) {
        session.onLane(() -> works.forEach(GraphWork::warmUp));
      }
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
