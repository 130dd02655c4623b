package io.hairspring.benchmarks.detect;

import io.hairspring.api.monitor.AnomalyKind;
import io.hairspring.api.monitor.Cause;

/** What is injected, how often in a hundred, and what the monitor should make of it. */
enum Fault {
  /** A task twice as slow. */
  SLOW_2(25, Cause.TASK, AnomalyKind.DEADLINE, AnomalyKind.BUDGET, AnomalyKind.SPIKE),
  /** A task five times as slow. */
  SLOW_5(25, Cause.TASK, AnomalyKind.DEADLINE, AnomalyKind.BUDGET, AnomalyKind.SPIKE),
  /** A task twenty times as slow. */
  SLOW_20(20, Cause.TASK, AnomalyKind.DEADLINE, AnomalyKind.BUDGET, AnomalyKind.SPIKE),
  /** A task that does not return for a while. */
  STUCK(15, Cause.TASK, AnomalyKind.STUCK),
  /** A burst of events. */
  BURST(5, Cause.MARKET_BURST, AnomalyKind.BURST),
  /** A feed that has stopped. */
  SILENCE(4, Cause.FEED_SILENCE, AnomalyKind.SILENCE),
  /** A garbage collection that somebody asks for. */
  COLLECTION(
      3,
      Cause.SAFEPOINT,
      AnomalyKind.SPIKE,
      AnomalyKind.DEADLINE,
      AnomalyKind.QUEUE,
      AnomalyKind.STUCK),
  /** Another process on the lane's core. */
  STARVED(
      3,
      Cause.CONTEXT_SWITCH,
      AnomalyKind.SPIKE,
      AnomalyKind.DEADLINE,
      AnomalyKind.STUCK,
      AnomalyKind.QUEUE);

  private final int share;
  private final Cause cause;
  private final int kinds;

  Fault(int share, Cause cause, AnomalyKind first, AnomalyKind... more) {
    this.share = share;
    this.cause = cause;
    int bits = 1 << first.ordinal();
    for (final AnomalyKind kind : more) {
      bits |= 1 << kind.ordinal();
    }
    this.kinds = bits;
  }

  int share() {
    return share;
  }

  Cause cause() {
    return cause;
  }

  boolean shownBy(AnomalyKind kind) {
    return (kinds & 1 << kind.ordinal()) != 0;
  }

  /** Whether the time from the slow task's end counts. */
  boolean slow() {
    return this == SLOW_2 || this == SLOW_5 || this == SLOW_20;
  }
}
