package io.hairspring.benchmarks.compare;

import io.hairspring.benchmarks.bench.BenchmarkException;
import java.io.IOException;
import java.util.Map;

/** One of two that are compared. Main thread. */
interface Side {

  /** What counts as a change from this one. */
  Verdict.Margin margin();

  /** Measures once more, in a process of its own, or says what was measured once. */
  Map<String, String> measure() throws BenchmarkException, IOException;
}
