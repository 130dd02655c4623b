package io.hairspring.api.market;

/** Kinds of normalized order-by-order market event. The ordinal is the code on the wire. */
public enum MarketEventKind {
  /** An order enters the book. */
  ADD,
  /** An order has a new price or quantity; unknown to the book, it enters it. */
  MODIFY,
  /**
   * An order's quantity is reduced by the event's quantity, and the order leaves when nothing is
   * left.
   */
  CANCEL,
  /** A resting order is executed for the event's quantity, which leaves the book. */
  EXECUTE,
  /** A trade is reported. The book does not change. */
  TRADE,
  /** The instrument's book is emptied. */
  CLEAR,
  /** Status, heartbeat or any other event without effect on the book. */
  STATUS;

  private static final MarketEventKind[] VALUES = values();

  /** The kind of a wire code; a code that is not one is {@link #STATUS}. */
  public static MarketEventKind of(int code) {
    return code >= 0 && code < VALUES.length ? VALUES[code] : STATUS;
  }
}
