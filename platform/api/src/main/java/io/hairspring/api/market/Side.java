package io.hairspring.api.market;

/** Side of an order or a trade. The ordinal is the code on the wire. */
public enum Side {
  /** No side. */
  NONE,
  /** Buy. */
  BID,
  /** Sell. */
  ASK;

  private static final Side[] VALUES = values();

  /** The side of a wire code; a code that is not one is {@link #NONE}. */
  public static Side of(int code) {
    return code >= 0 && code < VALUES.length ? VALUES[code] : NONE;
  }

  /** The other side; {@link #NONE} has none. */
  public Side opposite() {
    return this == BID ? ASK : this == ASK ? BID : NONE;
  }
}
