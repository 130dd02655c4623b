package io.hairspring.affinity.enforcement;

import io.hairspring.affinity.os.SystemCallException;
import io.hairspring.affinity.os.ThreadCalls;
import io.hairspring.affinity.topology.HostFiles;
import java.util.List;

/**
 * The virtual machine's compiler threads, and how they stand beside the others on their cores. One
 * thread at a time.
 */
public final class CompilerThreads {
  /**
   * A hundredth of a core beside a preferred agent: a compilation of up to a scheduler's tick is
   * done at once, what takes longer waits a third of a second for each further one.
   */
  static final int DEFERRED = 10;

  private static final List<String> NAMES = List.of("C1 Compiler", "C2 Compiler");
  private static final int ORDINARY = 0;

  private final ThreadCalls calls;
  private final HostFiles files;

  /** With the calls and the files of the machine. */
  public CompilerThreads(ThreadCalls calls, HostFiles files) {
    this.calls = calls;
    this.files = files;
  }

  /**
   * Has them stand back, or no longer.
   *
   * @throws SystemCallException when it may not be taken back: nothing was changed then
   */
  public void defer(boolean deferred) {
    for (int thread : files.numbered(Confinement.TASKS, "").toList()) {
      if (compiles(thread)) {
        set(thread, deferred);
      }
    }
  }

  private boolean compiles(int thread) {
    String name = files.text(Confinement.TASKS + "/" + thread + "/comm").orElse("");
    return NAMES.stream().anyMatch(name::startsWith);
  }

  private void set(int thread, boolean deferred) {
    try {
      if (deferred) {
        // Whoever may not do this could not bring it back from where it is put next.
        calls.setNice(thread, ORDINARY - 1);
      }
      calls.setNice(thread, deferred ? DEFERRED : ORDINARY);
    } catch (SystemCallException e) {
      if (e.code() != SystemCallException.ESRCH) {
        throw e;
      }
    }
  }
}
