package io.hairspring.logger.journal;

/** A journal cannot be read. The message says what, where and what would be right, in one line. */
public final class JournalException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** With a one-line message. */
  public JournalException(String message) {
    super(message);
  }

  /** With a one-line message and what caused it. */
  public JournalException(String message, Throwable cause) {
    super(message, cause);
  }
}
