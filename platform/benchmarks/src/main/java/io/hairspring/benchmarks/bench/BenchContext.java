package io.hairspring.benchmarks.bench;

import io.hairspring.benchmarks.report.Report;
import io.hairspring.benchmarks.report.Table;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * What a benchmark is given. Main thread.
 *
 * @param quick whether a rough figure is enough
 * @param data the folder of real inputs, if one is known
 * @param report where keys go
 * @param table where rows go
 * @param noise what the machine does to the thread that measures
 * @param progress shows a line while it runs
 */
public record BenchContext(
    boolean quick,
    Optional<Path> data,
    Report report,
    Table table,
    MachineNoise noise,
    Consumer<String> progress) {
  /** Takes a block of the machine's noise on the calling thread, between measured blocks. */
  public void takeNoise() {
    noise.take();
  }
}
