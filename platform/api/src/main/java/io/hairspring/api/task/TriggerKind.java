package io.hairspring.api.task;

/** What starts a cycle. */
public enum TriggerKind {
  /** A market event of the feed. */
  MARKET_EVENT,
  /** An execution report of a gateway. */
  EXECUTION_REPORT,
  /** A timer of the task. */
  TIMER,
  /** Every cycle, whatever started it; no cycle has this kind itself. */
  ALWAYS;

  /** The number of kinds that a cycle can have; their ordinals are below it. */
  public static int count() {
    return ALWAYS.ordinal();
  }
}
