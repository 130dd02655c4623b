package io.hairspring.benchmarks.timer;

import io.hairspring.api.time.TimerTerms;
import io.hairspring.benchmarks.report.LatencySeries;

/** How late the ticks of one period are; each tick counts for its period and for all. */
final class Lateness {
  private final TimerTerms terms;
  private final LatencySeries own;
  private final LatencySeries all;

  /** Of a precise timer. */
  Lateness(long periodNanos, LatencySeries own, LatencySeries all) {
    this.terms = TimerTerms.skipping(periodNanos).asPrecise();
    this.own = own;
    this.all = all;
  }

  TimerTerms terms() {
    return terms;
  }

  void accept(long nanos) {
    own.accept(nanos);
    all.accept(nanos);
  }

  LatencySeries own() {
    return own;
  }

  /** The thread that calls waits, reading the clock, for one tick after another. */
  void bare(long nanos) {
    final long period = terms.periodNanos();
    long due = System.nanoTime() + period;
    final long end = due + nanos;
    while (due < end) {
      long now = System.nanoTime();
      while (now < due) {
        now = System.nanoTime();
      }
      accept(now - due);
      // What passed meanwhile is skipped, as the lane's timer skips it.
      due += period * (1 + Math.max(0, now - due - 1) / period);
    }
  }
}
