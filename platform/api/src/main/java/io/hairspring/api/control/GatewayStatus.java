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
 * @param failure why it takes no more commands, in one line; empty when nothing went wrong
 */
public record GatewayStatus(
    String uri,
    long commands,
    long acknowledged,
    long fills,
    long cancelled,
    long rejects,
    long reportsHeld,
    String failure) {

  /** One with which nothing went wrong. */
  public GatewayStatus(
      String uri,
      long commands,
      long acknowledged,
      long fills,
      long cancelled,
      long rejects,
      long reportsHeld) {
    this(uri, commands, acknowledged, fills, cancelled, rejects, reportsHeld, "");
  }
}
