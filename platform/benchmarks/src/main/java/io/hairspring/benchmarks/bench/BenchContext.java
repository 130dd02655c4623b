package io.hairspring.benchmarks.bench;

import io.hairspring.benchmarks.report.LatencySeries;
import io.hairspring.benchmarks.report.Report;
import io.hairspring.benchmarks.report.Table;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * What a benchmark is given. Main thread.
 *
 * @param quick whether a rough figure is enough
 * @param data the folder of real inputs, if one is known
 * @param report where keys go
 * @param table where rows go
 * @param noise the gaps between two clock reads of the thread that measures
 * @param progress shows a line while it runs
 */
public record BenchContext(
    boolean quick,
    Optional<Path> data,
    Report report,
    Table table,
    LatencySeries noise,
    Consumer<String> progress) {
  private static final long NOISE_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

  /**
   * Takes a block of the machine's noise on the calling thread, between measured blocks: nothing
   * but clock reads.
   */
  public void takeNoise() {
    final long end = System.nanoTime() + NOISE_NANOS;
    long before = System.nanoTime();
    while (before < end) {
      noise.accept(System.nanoTime() - before);
      // Read anew: what the series took is not the machine's.
      before = System.nanoTime();
    }
    noise.endBlock();
  }
}
