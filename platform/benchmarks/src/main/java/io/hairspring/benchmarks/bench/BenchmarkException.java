package io.hairspring.benchmarks.bench;

/** What was measured is wrong; the message says what, in one line. */
public final class BenchmarkException extends Exception {
  private static final long serialVersionUID = 1L;

  /** A message of one line. */
  public BenchmarkException(String message) {
    super(message);
  }
}
