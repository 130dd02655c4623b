package io.hairspring.affinity.os;

/** Numbers of system calls for which the C library has no function. */
final class CallNumber {
  private static final int ENOSYS = 38;

  private CallNumber() {}

  /**
   * The number of a call, which is another on each kind of processor.
   *
   * @throws SystemCallException when this kind is not known
   */
  static long of(String call, long amd64, long aarch64) {
    String processor = System.getProperty("os.arch");
    return switch (processor) {
      case "amd64", "x86_64" -> amd64;
      case "aarch64" -> aarch64;
      default ->
          throw new SystemCallException(
              call, ENOSYS, "its call's number is not known for " + processor);
    };
  }
}
