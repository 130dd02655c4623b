package io.hairspring.launcher;

/** The platform cannot go on. The message is for the user: what, where and what would be right. */
final class LaunchException extends Exception {
  private static final long serialVersionUID = 1L;

  /** Exit status when a command failed. */
  static final int FAILED = 1;

  /** Exit status when the user asked for something that is not there. */
  static final int USAGE = 2;

  /** Exit status when the platform is not whole. */
  static final int BROKEN = 3;

  private final int exitStatus;

  LaunchException(int exitStatus, String message) {
    super(message);
    this.exitStatus = exitStatus;
  }

  int exitStatus() {
    return exitStatus;
  }
}
