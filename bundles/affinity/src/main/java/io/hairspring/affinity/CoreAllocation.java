package io.hairspring.affinity;

import io.hairspring.api.placement.ThreadPlacement;
import java.util.BitSet;
import java.util.Map;
import java.util.TreeMap;

/**
 * Which thread holds which core. A thread holds one core at most; a thread that has ended holds
 * none, so that a lane's core is free again without anybody's saying so. Any thread may call it.
 */
final class CoreAllocation {
  private final BitSet allowed;
  private final Map<Integer, Thread> owners = new TreeMap<>();

  /** With the cores that the process may use. */
  CoreAllocation(BitSet allowed) {
    this.allowed = (BitSet) allowed.clone();
  }

  /**
   * Gives a thread a core, in exchange for the one it holds.
   *
   * @param core the core, or {@link ThreadPlacement#ANY} for the highest that is free: devices and
   *     the system's own work tend to run on core 0, which therefore goes last
   * @return the core
   * @throws IllegalArgumentException when it is not allowed or is held by another thread
   */
  synchronized int claim(int core, Thread thread) {
    BitSet free = free();
    owners.forEach(
        (held, owner) -> {
          if (owner == thread) {
            free.set(held);
          }
        });
    int chosen = core == ThreadPlacement.ANY ? free.length() - 1 : core;
    if (chosen < 0 || !free.get(chosen)) {
      throw new IllegalArgumentException(refusal(core, free));
    }
    release(thread);
    owners.put(chosen, thread);
    return chosen;
  }

  /** Takes back the core that a thread holds, if it holds one. */
  synchronized void release(Thread thread) {
    owners.values().removeIf(owner -> owner == thread);
  }

  /** The cores that no living thread holds. */
  synchronized BitSet free() {
    owners.values().removeIf(owner -> owner.getState() == Thread.State.TERMINATED);
    BitSet free = allowed();
    owners.keySet().forEach(free::clear);
    return free;
  }

  /** The cores that the process may use. */
  BitSet allowed() {
    return (BitSet) allowed.clone();
  }

  private String refusal(int core, BitSet free) {
    String cores = "allowed " + CoreList.format(allowed) + "; free " + CoreList.format(free);
    if (core == ThreadPlacement.ANY) {
      return "no core is free: " + cores;
    }
    Thread owner = owners.get(core);
    return owner != null
        ? "core " + core + " is taken by thread " + owner.getName() + ": " + cores
        : "core " + core + " does not exist or is not allowed to this process: " + cores;
  }
}
