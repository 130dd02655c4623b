package io.hairspring.benchmarks.log;

import io.hairspring.benchmarks.report.Samples;

/** Nanoseconds a cycle with its record and without, pair by pair. */
final class Compared {
  private final Samples with = new Samples();
  private final Samples without = new Samples();
  private final Samples difference = new Samples();

  void add(double recorded, double bare) {
    with.add(recorded);
    without.add(bare);
    difference.add(recorded - bare);
  }

  Samples with() {
    return with;
  }

  Samples without() {
    return without;
  }

  /** What the record costs. */
  Samples difference() {
    return difference;
  }
}
