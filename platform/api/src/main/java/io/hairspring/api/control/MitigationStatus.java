package io.hairspring.api.control;

/**
 * A mitigation that is in force.
 *
 * @param kind what it does
 * @param subject the task, or the limit of a throttle; empty when it concerns everything
 * @param by who asked for it: {@code operator}, {@code monitor}, or the name of who threw the kill
 *     switch
 * @param reason why
 * @param sinceNanos when it was asked for, platform time
 */
public record MitigationStatus(
    Kind kind, String subject, String by, String reason, long sinceNanos) {

  /** Kinds of mitigation. */
  public enum Kind {
    /** Sheddable deferred steps are left out. */
    SHED,
    /** New orders are refused, cancels pass. */
    HOLD_ORDERS,
    /** The feed is held to a rate. */
    THROTTLE,
    /** Nothing is accepted, and open orders are cancelled. */
    KILL,
    /** A task is out of the plan. */
    QUARANTINE,
    /** A task waits for slack. */
    DEMOTE,
    /** A strategy's fallback trades in its place. */
    FALLBACK
  }
}
