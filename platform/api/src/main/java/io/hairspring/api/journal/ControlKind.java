package io.hairspring.api.journal;

/**
 * Kinds of control event in the journal. The ordinal is the code on the wire; each says what an
 * event's {@code code}, {@code value} and text are.
 */
public enum ControlKind {
  /** A session opens (code 1) or closes (code 0). Text: feed, pace and gateway. */
  SESSION,
  /** A plan is in force. Value: its number of steps. Text: why, and its tasks in order. */
  PLAN,
  /** A swap goes on. Code: its state. Value: its number. Text: who, and why. */
  SWAP,
  /** An anomaly is found (code 1) or is over (code 0). Value: its number. Text: what and why. */
  ANOMALY,
  /** A mitigation comes into force (code 1) or is taken back (code 0). Text: what and why. */
  MITIGATION,
  /** An operator's command. Text: the operator's name, and the command. */
  OPERATOR,
  /** A configuration has changed. Text: whose, and its keys and values. */
  CONFIGURATION,
  /** A fault of the platform's own that trading survived. Text: what, where, and what next. */
  FAULT;

  private static final ControlKind[] VALUES = values();

  /** The kind of a wire code; a code that is not one is {@link #FAULT}. */
  public static ControlKind of(int code) {
    return code >= 0 && code < VALUES.length ? VALUES[code] : FAULT;
  }
}
