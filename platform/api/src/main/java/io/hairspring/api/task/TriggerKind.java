package io.hairspring.api.task;

/** What starts a cycle. */
public enum TriggerKind {
  /** A market event of the feed. */
  MARKET_EVENT,
  /** An execution report of a gateway. */
  EXECUTION_REPORT;

  private static final TriggerKind[] VALUES = values();

  /** The number of trigger kinds. */
  public static int count() {
    return VALUES.length;
  }
}
