package io.hairspring.api.order;

/** Kinds of execution report. The ordinal is the code on the wire. */
public enum ReportKind {
  /** The order is accepted and stands. */
  ACKNOWLEDGED,
  /** Part of the order is executed. */
  PARTIAL_FILL,
  /** What was left of the order is executed. */
  FILL,
  /** What was left of the order is cancelled. */
  CANCELLED,
  /** The order has its new price and quantity. */
  REPLACED,
  /** The command is refused, see the reason. */
  REJECTED;

  private static final ReportKind[] VALUES = values();

  /** The kind of a wire code. */
  public static ReportKind of(int code) {
    return VALUES[code];
  }
}
