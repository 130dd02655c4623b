package io.hairspring.peers.dispatch;

import io.hairspring.benchmarks.bench.BenchContext;
import io.hairspring.benchmarks.bench.BenchmarkException;
import io.hairspring.benchmarks.report.Samples;
import io.hairspring.peers.bench.Standing;
import io.hairspring.peers.graph.GraphShape;
import java.util.ArrayList;
import java.util.List;

/**
 * One graph, run by everybody, the steps alone and within a cycle, in short blocks by turns, so
 * that what the host takes meanwhile hits few of them. A figure is a block's nanoseconds by the
 * event. Lane thread.
 */
final class GraphWork {
  /** Events put into a ring before the first of them is taken. */
  private static final int BATCH = 64;

  private static final int BLOCKS = 16;
  private static final int NODES_PER_BLOCK = 60_000;

  private final GraphShape shape;
  private final List<Side> sides;
  private final List<Way> ways = new ArrayList<>();
  private final int batches;
  private long next = 1;

  /** One side's steps or cycles, and what they took. */
  private static final class Way {
    private final Side.Events events;
    private final Standing standing;
    private final Samples exact = new Samples();
    private final double[] nanos = new double[BLOCKS];

    Way(String name, Side.Events events, GraphShape shape) {
      this.events = events;
      this.standing = Standing.of(name, shape.name());
    }

    /** Compares a round with that of who does the same at the lane's side. */
    void endRound(Way ours) {
      final Samples ratios = new Samples();
      for (int block = 0; block < BLOCKS; block++) {
        standing.series().accept(Math.round(nanos[block]));
        exact.add(nanos[block]);
        ratios.add(ours.nanos[block] / nanos[block]);
      }
      standing.series().endBlock();
      standing.typical().add(ratios.median());
    }
  }

  /**
   * Nothing run yet.
   *
   * @param sides the lane's with which the others are compared first
   */
  GraphWork(GraphShape shape, List<Side> sides) {
    this.shape = shape;
    this.sides = sides;
    for (final Side side : sides) {
      ways.add(new Way(side.bare(), side.steps(), shape));
      ways.add(new Way(side.framed(), side.cycles(), shape));
    }
    // A gated graph runs a part of its nodes; that it takes less time is the point.
    this.batches = Math.max(1, NODES_PER_BLOCK / shape.size() / BATCH);
  }

  /** Runs everything as often as a round does; nothing counts. */
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
    for (int block = 0; block < BLOCKS; block++) {
      for (int i = 0; i < ways.size(); i++) {
        final Way way = ways.get((block + i) % ways.size());
        final long begin = System.nanoTime();
        run(way);
        way.nanos[block] = (System.nanoTime() - begin) / (double) events();
      }
      next += events();
    }
    for (int i = 0; i < ways.size(); i++) {
      ways.get(i).endRound(ways.get(i % 2));
    }
  }

  private int events() {
    return batches * BATCH;
  }

  private void run(Way way) {
    for (int batch = 0; batch < batches; batch++) {
      way.events.run(next + (long) batch * BATCH, BATCH);
    }
  }

  /**
   * Compares what the nodes came to: everybody's have seen the same events, each of them twice.
   *
   * @throws BenchmarkException when they did not come to the same
   */
  void check() throws BenchmarkException {
    final Side first = sides.get(0);
    final long expected = GraphShape.checksum(first.nodes());
    for (final Side side : sides) {
      final long found = GraphShape.checksum(side.nodes());
      if (found != expected) {
        throw new BenchmarkException(
            String.format(
                "bench peers: %s: %s computes %d, %s %d",
                shape.name(), side.bare(), found, first.bare(), expected));
      }
    }
  }

  /** Reports what it came to: the steps alone, then the cycles. */
  void report(BenchContext context) {
    for (int kind = 0; kind < 2; kind++) {
      final List<Standing> standings = new ArrayList<>();
      for (int i = kind; i < ways.size(); i += 2) {
        standings.add(ways.get(i).standing);
      }
      Standing.report(context, shape.name(), standings);
    }
    for (final Way way : ways) {
      context
          .report()
          .put(
              "peers." + way.standing.name() + "." + shape.name() + ".mean_ns", way.exact.median());
    }
    context
        .report()
        .put("peers.checksum." + shape.name(), GraphShape.checksum(sides.get(0).nodes()));
  }
}
