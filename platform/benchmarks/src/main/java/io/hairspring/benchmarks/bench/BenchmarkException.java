package io.hairspring.benchmarks.bench;

/** What was measured is wrong; the message says what, in one line. */
final class BenchmarkException extends Exception {
  private static final long serialVersionUID = 1L;

  BenchmarkException(String message) {
    super(message);
  }
}
