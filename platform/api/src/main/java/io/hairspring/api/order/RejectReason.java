package io.hairspring.api.order;

/** Why a command was refused. The ordinal is the code on the wire. */
public enum RejectReason {
  /** Not refused. */
  NONE,
  /** The instrument is not traded here. */
  UNKNOWN_INSTRUMENT,
  /** No such open order. */
  UNKNOWN_ORDER,
  /** An open order has this id. */
  DUPLICATE_ORDER,
  /** Quantity or price is not allowed. */
  INVALID,
  /** A post-only order would have taken. */
  WOULD_TAKE,
  /** A bound of the venue is reached. */
  CAPACITY,
  /** The kill switch is thrown: the order did not leave the platform. */
  HALTED;

  private static final RejectReason[] VALUES = values();

  /** The reason of a wire code. */
  public static RejectReason of(int code) {
    return VALUES[code];
  }
}
