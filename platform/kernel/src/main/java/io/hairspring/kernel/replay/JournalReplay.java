package io.hairspring.kernel.replay;

import org.osgi.annotation.versioning.ProviderType;

/**
 * Runs the inputs of a journal again, cycle by cycle, on one thread and the recorded time, with the
 * same kernel and what is plugged in now, and compares every order and every record. A service of
 * the kernel.
 */
@ProviderType
public interface JournalReplay {

  /**
   * Runs it. No session may be open. The caller waits; plug-ins are called by the control thread.
   *
   * @param most differences after which it ends, at least 1
   * @throws IllegalStateException when a session is open
   */
  ReplayResult replay(RecordedLines lines, int most);
}
