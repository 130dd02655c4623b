package io.hairspring.benchmarks.criticalpath;

import io.hairspring.api.task.Task;
import io.hairspring.benchmarks.report.Samples;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What tasks take by themselves, outside of any plan: each is run several times between two
 * readings of the clock, whose own cost is taken off, and the median of such batches counts: what
 * the host takes is not the task's. Lane thread.
 */
final class OwnTimes {
  private static final int RUNS = 16;
  private static final int BATCHES = 15;
  private static final int READINGS = 1_001;

  private final TradingGraph graph;
  private final long readingNanos;
  private final Map<String, Samples> samples = new LinkedHashMap<>();

  /** The tasks of a graph that has run a cycle. */
  OwnTimes(TradingGraph graph) {
    this.graph = graph;
    this.readingNanos = readingNanos();
    graph.names().forEach(name -> samples.put(name, new Samples()));
  }

  /** Measures every task; returns the sum over some of them, in nanoseconds. */
  double measure(List<String> summed) {
    double sum = 0;
    for (final Map.Entry<String, Samples> entry : samples.entrySet()) {
      final double nanos = nanosOf(graph.task(entry.getKey()));
      entry.getValue().add(nanos);
      sum += summed.contains(entry.getKey()) ? nanos : 0;
    }
    return sum;
  }

  private double nanosOf(Task task) {
    final Samples batches = new Samples();
    for (int batch = 0; batch < BATCHES; batch++) {
      final long begin = System.nanoTime();
      for (int i = 0; i < RUNS; i++) {
        task.run(null);
      }
      batches.add((double) (System.nanoTime() - begin - readingNanos) / RUNS);
      graph.lane().discard();
    }
    return batches.median();
  }

  private static long readingNanos() {
    final Samples gaps = new Samples();
    for (int i = 0; i < READINGS; i++) {
      final long begin = System.nanoTime();
      gaps.add((double) (System.nanoTime() - begin));
    }
    return Math.round(gaps.median());
  }

  /** The median of a task's own times. */
  double median(String name) {
    return samples.get(name).median();
  }
}
