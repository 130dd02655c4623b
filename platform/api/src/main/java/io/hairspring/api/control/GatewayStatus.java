package io.hairspring.api.control;

/**
 * The gateway and what it said.
 *
 * @param uri what was opened; empty when none is
 * @param commands order commands it took
 * @param acknowledged orders it acknowledged
 * @param fills executions, partial ones included
 * @param cancelled orders it cancelled
 * @param rejects commands it refused
 * @param reportsHeld times a report had to wait because the lane's ring was full
 */
public record GatewayStatus(
    String uri,
    long commands,
    long acknowledged,
    long fills,
    long cancelled,
    long rejects,
    long reportsHeld) {}
