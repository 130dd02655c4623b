package io.hairspring.affinity.os;

/** The operating system refused a call; the message names the call and the reason. */
public final class SystemCallException extends RuntimeException {
  /** Operation not permitted: a capability is missing. */
  public static final int EPERM = 1;

  /** No such thread: it has ended. */
  public static final int ESRCH = 3;

  /** Out of memory, or over the limit of locked memory. */
  public static final int ENOMEM = 12;

  private static final long serialVersionUID = 1L;

  private final int code;

  /**
   * A refusal.
   *
   * @param call the call with its arguments
   * @param code the system's error number
   * @param reason the system's words for it
   */
  public SystemCallException(String call, int code, String reason) {
    super(call + ": " + reason);
    this.code = code;
  }

  /** The system's error number. */
  public int code() {
    return code;
  }
}
