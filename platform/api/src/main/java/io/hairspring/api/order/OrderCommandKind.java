package io.hairspring.api.order;

/** Kinds of order command. The ordinal is the code on the wire. */
public enum OrderCommandKind {
  /** A new order. */
  NEW,
  /** Cancels what is left of an order. */
  CANCEL,
  /** Gives an order a new price and total quantity; it keeps its client order id. */
  REPLACE;

  private static final OrderCommandKind[] VALUES = values();

  /** The kind of a wire code. */
  public static OrderCommandKind of(int code) {
    return VALUES[code];
  }
}
