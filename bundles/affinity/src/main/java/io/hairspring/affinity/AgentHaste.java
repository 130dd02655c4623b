package io.hairspring.affinity;

import io.hairspring.affinity.enforcement.RealTimeLanes;
import io.hairspring.affinity.enforcement.RealTimePolicy;
import io.hairspring.affinity.os.SystemCallException;
import io.hairspring.affinity.os.ThreadCalls;
import java.lang.System.Logger.Level;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Has agents go before everything else for a moment, under {@code SCHED_FIFO}. Not for longer: a
 * thread of the virtual machine that is in the middle of replacing code has others spin until it is
 * done, and would never be on a core that one of those has for itself. Any thread.
 */
final class AgentHaste {
  private static final System.Logger LOG = System.getLogger(AgentHaste.class.getName());

  private final ThreadCalls calls;
  private final Map<Thread, Integer> agents = new ConcurrentHashMap<>();
  private volatile boolean refused;

  AgentHaste(ThreadCalls calls) {
    this.calls = calls;
  }

  /** A thread is an agent from now on. */
  void came(Thread agent, int id) {
    agents.keySet().removeIf(thread -> !thread.isAlive());
    agents.put(agent, id);
    // It is the first time that counts, and is not to be the slowest.
    relax(agent);
  }

  void hurry(Thread agent) {
    Integer id = agents.get(agent);
    if (id == null || refused) {
      return;
    }
    try {
      calls.setFirstInFirstOut(id, RealTimePolicy.PRIORITY);
    } catch (SystemCallException e) {
      refused = true;
      LOG.log(
          Level.WARNING,
          "what cannot wait goes no sooner than anything else on the agents'' cores: {0} (needs"
              + " CAP_SYS_NICE, or ulimit -r 1)",
          e.getMessage());
    }
  }

  void relax(Thread agent) {
    Integer id = agents.get(agent);
    if (id != null && !refused) {
      RealTimeLanes.makeOrdinary(calls, id);
    }
  }
}
