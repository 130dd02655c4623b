package io.hairspring.launcher;

import java.util.logging.LogManager;

/**
 * Keeps the log open until the platform has stopped. The virtual machine's own closes its handlers
 * when the process is asked to end, at the same time as bundles stop and say what they could not
 * do. Named by {@code -Djava.util.logging.manager}; without it, what is said while stopping may be
 * lost. Any thread.
 */
public final class LastingLogs extends LogManager {
  private volatile boolean kept;

  /** For the virtual machine, which makes the only one of a process. */
  public LastingLogs() {
    // Public, for it is made by name.
  }

  /**
   * Does nothing while the log is kept open: the virtual machine calls it when the process ends.
   */
  @Override
  public void reset() {
    if (!kept) {
      super.reset();
    }
  }

  /** Keeps the handlers there are from now on. */
  void keep() {
    kept = true;
  }

  /** Closes all handlers. */
  void end() {
    kept = false;
    reset();
  }
}
