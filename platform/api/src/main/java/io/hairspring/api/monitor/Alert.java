package io.hairspring.api.monitor;

/**
 * An anomaly that was found, or has ended.
 *
 * @param number of the anomaly, from 1; its end has the same
 * @param kind what it is
 * @param subject what it was found on, as {@code task:NAME}, {@code lane:0}, {@code ring:market},
 *     {@code feed}
 * @param raised whether it was found; false when it is over
 * @param occurredNanos when it happened, platform clock
 * @param noticedNanos when it was noticed, platform clock
 * @param value what was seen, in the kind's unit: nanoseconds, or events, or lines
 * @param limit what would have been usual
 * @param cause what made it, as far as known
 * @param evidence what speaks for the cause, one line
 */
public record Alert(
    long number,
    AnomalyKind kind,
    String subject,
    boolean raised,
    long occurredNanos,
    long noticedNanos,
    double value,
    double limit,
    Cause cause,
    String evidence) {}
