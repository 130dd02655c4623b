package io.hairspring.affinity.enforcement;

import io.hairspring.affinity.topology.Core;
import io.hairspring.affinity.topology.CpuSet;
import io.hairspring.affinity.topology.Topology;

/**
 * Locks a lane's core with its siblings: a lane of another process on one of them would take half
 * of it. One thread at a time.
 */
final class SiblingLocks {
  private SiblingLocks() {}

  /** Locks all or none; who holds which, empty when they are ours now. */
  static String lock(int core, Topology topology, CoreLocks locks) {
    CpuSet before = locks.held();
    for (int cpu : withSiblings(core, topology).toList()) {
      String holder = locks.lock(cpu);
      if (!holder.isEmpty()) {
        locks.held().minus(before).stream().forEach(locks::release);
        return "core " + cpu + " is held by " + holder;
      }
    }
    return "";
  }

  /** Gives a core and its siblings back, but for those that go with the cores that stay. */
  static void release(int core, CpuSet stay, Topology topology, CoreLocks locks) {
    CpuSet needed = CpuSet.NONE;
    for (int other : stay.toList()) {
      needed = needed.or(withSiblings(other, topology));
    }
    withSiblings(core, topology).minus(needed).stream().forEach(locks::release);
  }

  private static CpuSet withSiblings(int core, Topology topology) {
    return topology.core(core).map(Core::threads).orElse(CpuSet.NONE).or(CpuSet.of(core));
  }
}
