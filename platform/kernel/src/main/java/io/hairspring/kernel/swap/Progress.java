package io.hairspring.kernel.swap;

/**
 * How far one move of a swap has come.
 *
 * @param kind whether it goes on
 * @param reason what it waits for, or why it failed; may be empty
 */
public record Progress(Kind kind, String reason) {

  /** Whether a move goes on. */
  public enum Kind {
    /** Not done yet: to be asked again. */
    WAITING,
    /** Done. */
    DONE,
    /** It will never be done. */
    FAILED
  }

  /** Not done yet. */
  public static Progress waiting(String what) {
    return new Progress(Kind.WAITING, what);
  }

  /** Done. */
  public static Progress done(String how) {
    return new Progress(Kind.DONE, how);
  }

  /** It will never be done. */
  public static Progress failed(String why) {
    return new Progress(Kind.FAILED, why);
  }
}
