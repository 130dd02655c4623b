package io.hairspring.affinity.enforcement;

/** Where a lane can be changed without being interrupted in a cycle. */
@FunctionalInterface
public interface LaneBoundary {
  /** Where nobody runs lanes that could be asked. */
  LaneBoundary NONE = (lane, work) -> false;

  /**
   * Runs something on a lane's own thread, between two of its cycles, and waits for it; what it
   * throws is thrown here.
   *
   * @param lane name of the lane's thread
   * @return false when it was not run: there is no such lane, or it does not come to the end of a
   *     cycle
   */
  boolean run(String lane, Runnable work);
}
