package io.hairspring.benchmarks.bench;

import java.io.IOException;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * A system benchmark. The command runs its own and those that other bundles register as services.
 * Main thread.
 */
@ConsumerType
public interface Benchmark {

  /** What it is called on the command line; its report keys begin with it. */
  String name();

  /** What it measures, in one line. */
  String description();

  /**
   * Measures: puts keys into the report and rows into the table.
   *
   * @throws IllegalArgumentException in one line, when what it needs is missing or wrong
   * @throws BenchmarkException in one line, when what was measured is wrong
   * @throws IOException when its data cannot be read
   */
  void run(BenchContext context) throws BenchmarkException, IOException;
}
