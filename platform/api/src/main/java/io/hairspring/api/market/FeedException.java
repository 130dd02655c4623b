package io.hairspring.api.market;

/**
 * A feed cannot be opened or goes no further. The message says what, where and what would be right,
 * in one line.
 */
public final class FeedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** With a one-line message. */
  public FeedException(String message) {
    super(message);
  }

  /** With a one-line message and what caused it. */
  public FeedException(String message, Throwable cause) {
    super(message, cause);
  }
}
