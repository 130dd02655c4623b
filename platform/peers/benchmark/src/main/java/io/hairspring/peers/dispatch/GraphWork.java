package io.hairspring.peers.dispatch;

import io.hairspring.benchmarks.bench.BenchContext;
import io.hairspring.benchmarks.bench.BenchmarkException;
import io.hairspring.benchmarks.report.Samples;
import io.hairspring.peers.bench.Standing;
import io.hairspring.peers.dispatch.Ways.Way;
import io.hairspring.peers.graph.GraphShape;
import java.util.List;

/**
 * One graph, run in every way, in short blocks by turns, so that what the host takes meanwhile hits
 * few of them. A figure is a block's nanoseconds by the event. Lane thread.
 */
final class GraphWork {
  /** Events put into a ring before the first of them is taken. */
  private static final int BATCH = 64;

  private static final int BLOCKS = 16;
  private static final int NODES_PER_BLOCK = 60_000;

  private final GraphShape shape;
  private final List<Way> ways;
  private final List<Standing> standings;
  private final List<Samples> exact;
  private final int batches;
  private long next = 1;

  GraphWork(GraphShape shape, List<Way> ways) {
    this.shape = shape;
    this.ways = ways;
    this.standings = ways.stream().map(way -> Standing.of(way.name(), shape.name())).toList();
    this.exact = ways.stream().map(way -> new Samples()).toList();
    // A gated graph runs a part of its nodes; that it takes less time is the point.
    this.batches = Math.max(1, NODES_PER_BLOCK / shape.size() / BATCH);
  }

  /** Runs every way as often as a round does; nothing counts. */
  void warmUp() {
    for (int block = 0; block < BLOCKS; block++) {
      for (final Way way : ways) {
        run(way);
      }
      next += events();
    }
  }

  /** Measures a round. */
  void round() {
    final double[][] nanos = new double[ways.size()][BLOCKS];
    for (int block = 0; block < BLOCKS; block++) {
      for (int i = 0; i < ways.size(); i++) {
        final int turn = (block + i) % ways.size();
        final long begin = System.nanoTime();
        run(ways.get(turn));
        nanos[turn][block] = (System.nanoTime() - begin) / (double) events();
      }
      next += events();
    }
    for (int i = 0; i < ways.size(); i++) {
      final Samples ratios = new Samples();
      for (int block = 0; block < BLOCKS; block++) {
        standings.get(i).series().accept(Math.round(nanos[i][block]));
        exact.get(i).add(nanos[i][block]);
        ratios.add(nanos[0][block] / nanos[i][block]);
      }
      standings.get(i).series().endBlock();
      standings.get(i).typical().add(ratios.median());
    }
  }

  private int events() {
    return batches * BATCH;
  }

  private void run(Way way) {
    for (int batch = 0; batch < batches; batch++) {
      way.events().run(next + (long) batch * BATCH, BATCH);
    }
  }

  /**
   * Compares what the nodes came to.
   *
   * @throws BenchmarkException when they did not come to the same
   */
  void check() throws BenchmarkException {
    final long expected = GraphShape.checksum(ways.get(0).nodes());
    for (final Way way : ways) {
      final long found = GraphShape.checksum(way.nodes());
      if (found != expected) {
        throw new BenchmarkException(
            "bench peers: "
                + shape.name()
                + ": "
                + way.name()
                + " computes "
                + found
                + ", "
                + ways.get(0).name()
                + " "
                + expected);
      }
    }
  }

  /** Reports what it came to. */
  void report(BenchContext context) {
    Standing.report(context, shape.name(), standings);
    for (int i = 0; i < ways.size(); i++) {
      context
          .report()
          .put(
              "peers." + ways.get(i).name() + "." + shape.name() + ".mean_ns",
              exact.get(i).median());
    }
    context
        .report()
        .put("peers.checksum." + shape.name(), GraphShape.checksum(ways.get(0).nodes()));
  }
}
