package io.hairspring.api.order;

/** How long and on what terms an order stands. The ordinal is the code on the wire. */
public enum OrderTerms {
  /** A limit order that rests until cancelled. */
  LIMIT,
  /** A limit order that executes what it can at once; the rest is cancelled. */
  IMMEDIATE_OR_CANCEL,
  /** A limit order that executes whole at once, or not at all. */
  FILL_OR_KILL,
  /** A limit order that rests, and is rejected if it would take. */
  POST_ONLY;

  private static final OrderTerms[] VALUES = values();

  /** The terms of a wire code. */
  public static OrderTerms of(int code) {
    return VALUES[code];
  }
}
