package io.hairspring.api.order;

/**
 * A gateway cannot be opened or goes no further. The message says what, where and what would be
 * right, in one line.
 */
public final class GatewayException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** With a one-line message. */
  public GatewayException(String message) {
    super(message);
  }

  /** With a one-line message and what caused it. */
  public GatewayException(String message, Throwable cause) {
    super(message, cause);
  }
}
