package io.hairspring.affinity.enforcement;

import io.hairspring.affinity.os.SystemCallException;
import io.hairspring.affinity.os.ThreadCalls;
import io.hairspring.affinity.topology.HostFiles;
import java.util.HashSet;
import java.util.Set;

/**
 * The virtual machine's threads that stop the lanes while they work: the one of its operations, and
 * the collector's. They go before everything else on the housekeeping cores, where they would wait
 * behind busy agents while the lanes stand still. One thread at a time.
 */
final class StoppingThreads {
  /** The most that an ordinary thread can have. */
  static final int NICE = -20;

  private static final String OPERATIONS = "VM Thread";
  private static final String COLLECTOR = "GC Thread";

  private final ThreadCalls calls;
  private final HostFiles files;
  private final Set<Integer> seen = new HashSet<>();
  private String refusal = "";

  StoppingThreads(ThreadCalls calls, HostFiles files) {
    this.calls = calls;
    this.files = files;
  }

  /** Prefers those that came since the last call. */
  void prefer(Set<Integer> threads) {
    seen.retainAll(threads);
    for (int thread : threads) {
      if (seen.add(thread) && stops(thread)) {
        prefer(thread);
      }
    }
  }

  private boolean stops(int thread) {
    String name = files.text(Confinement.TASKS + "/" + thread + "/comm").orElse("");
    return name.equals(OPERATIONS) || name.startsWith(COLLECTOR);
  }

  private void prefer(int thread) {
    try {
      calls.setNice(thread, NICE);
    } catch (SystemCallException e) {
      if (e.code() != SystemCallException.ESRCH) {
        refusal =
            "precedence of what stops the lanes, such as collections: "
                + e.getMessage()
                + " (needs CAP_SYS_NICE, or ulimit -e 40)";
      }
    }
  }

  /** What could not be had, in a sentence; empty when nothing was refused. */
  String refusal() {
    return refusal;
  }
}
