package io.hairspring.affinity.enforcement;

import io.hairspring.affinity.os.SystemCallException;
import io.hairspring.affinity.os.ThreadCalls;
import io.hairspring.affinity.topology.HostFiles;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Who goes first on the housekeeping cores, once what runs there is compiled: agents before
 * everything else but {@link StoppingThreads}, and the virtual machine's compiler after it. Any
 * thread.
 */
public final class Precedence {
  /** Nine parts in ten beside one ordinary thread. */
  static final int AGENT = -10;

  /**
   * The least there is: a compilation of up to a scheduler's tick is done at once, what takes
   * longer waits seconds for each further one, and what the agents leave.
   */
  static final int COMPILER = 19;

  private static final List<String> COMPILERS = List.of("C1 Compiler", "C2 Compiler");
  private static final int ORDINARY = 0;

  private final ThreadCalls calls;
  private final HostFiles files;
  private final Set<Integer> agents = new HashSet<>();

  /** With the calls and the files of the machine. */
  public Precedence(ThreadCalls calls, HostFiles files) {
    this.calls = calls;
    this.files = files;
  }

  /** Has a thread go first from the next time that compilation is deferred. */
  public synchronized void prefer(int agent) {
    agents.add(agent);
  }

  /**
   * Has the compiler stand back, and agents go first from then on; or has it stand back no longer.
   *
   * @throws SystemCallException when it may not be taken back: nothing was changed then
   */
  public synchronized void deferCompilation(boolean deferred) {
    if (deferred) {
      // Whoever may not do this could not bring the compiler back either.
      agents.forEach(agent -> set(agent, AGENT));
      agents.clear();
    }
    for (int thread : files.numbered(Confinement.TASKS, "").toList()) {
      if (compiles(thread)) {
        if (deferred) {
          set(thread, ORDINARY - 1);
        }
        set(thread, deferred ? COMPILER : ORDINARY);
      }
    }
  }

  private boolean compiles(int thread) {
    String name = files.text(Confinement.TASKS + "/" + thread + "/comm").orElse("");
    return COMPILERS.stream().anyMatch(name::startsWith);
  }

  private void set(int thread, int nice) {
    try {
      calls.setNice(thread, nice);
    } catch (SystemCallException e) {
      if (e.code() != SystemCallException.ESRCH) {
        throw e;
      }
    }
  }
}
