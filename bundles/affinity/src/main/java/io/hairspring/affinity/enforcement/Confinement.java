package io.hairspring.affinity.enforcement;

import io.hairspring.affinity.os.SystemCallException;
import io.hairspring.affinity.os.ThreadCalls;
import io.hairspring.affinity.topology.CpuSet;
import io.hairspring.affinity.topology.HostFiles;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Keeps every thread of the process but the lanes on the housekeeping cores: collector, compiler,
 * signal and agent threads alike. New threads inherit the mask of the thread that starts them, so
 * after one sweep only those go astray that a lane starts or that choose their cores themselves.
 * Agents have those of the housekeeping cores that are near what they serve. A thread that somebody
 * put on fewer cores, all of them allowed, is left there. One thread at a time; not for a lane's
 * cycles.
 */
public final class Confinement {
  /** The directory of the threads of this process. */
  static final String TASKS = "proc/self/task";

  private static final int MOST_SWEEPS = 8;

  private final ThreadCalls calls;
  private final HostFiles files;
  private final StoppingThreads stopping;
  private CpuSet imposed = CpuSet.NONE;
  private Map<Integer, CpuSet> imposedOnAgents = Map.of();
  private int confined;

  /** With the calls and the files of the machine. */
  public Confinement(ThreadCalls calls, HostFiles files) {
    this.calls = calls;
    this.files = files;
    stopping = new StoppingThreads(calls, files);
  }

  /**
   * Confines every thread that is not a lane. Sweeps until no thread is astray, because threads
   * start meanwhile.
   *
   * @param housekeeping where they may run
   * @param lanes threads to leave alone
   * @param agents threads that have fewer of these cores, and which
   * @return how many masks were changed
   * @throws SystemCallException when the system refuses
   */
  public int confine(CpuSet housekeeping, Set<Integer> lanes, Map<Integer, CpuSet> agents) {
    int changed = 0;
    for (int sweep = 0; sweep < MOST_SWEEPS; sweep++) {
      int moved = sweep(housekeeping, lanes, agents);
      changed += moved;
      if (moved == 0) {
        break;
      }
    }
    imposed = housekeeping;
    imposedOnAgents = Map.copyOf(agents);
    return changed;
  }

  /** How many threads were confined at the last sweep. */
  public int confined() {
    return confined;
  }

  /** What the virtual machine's own threads could not be given; empty when nothing. */
  public String refusal() {
    return stopping.refusal();
  }

  private int sweep(CpuSet housekeeping, Set<Integer> lanes, Map<Integer, CpuSet> agents) {
    Set<Integer> others = new HashSet<>(files.numbers(TASKS));
    others.removeAll(lanes);
    int moved = 0;
    for (int thread : others) {
      moved += confine(thread, agents.getOrDefault(thread, housekeeping)) ? 1 : 0;
    }
    confined = others.size();
    stopping.prefer(others);
    return moved;
  }

  private boolean confine(int thread, CpuSet place) {
    try {
      CpuSet mask = calls.affinity(thread);
      CpuSet wanted = wanted(thread, mask, place);
      if (mask.equals(wanted)) {
        return false;
      }
      calls.setAffinity(thread, wanted);
      return true;
    } catch (SystemCallException e) {
      if (e.code() == SystemCallException.ESRCH) {
        return false;
      }
      throw e;
    }
  }

  private CpuSet wanted(int thread, CpuSet mask, CpuSet place) {
    CpuSet kept = mask.and(place);
    boolean ours =
        kept.isEmpty() || mask.equals(imposed) || mask.equals(imposedOnAgents.get(thread));
    return ours ? place : kept;
  }
}
