package io.hairspring.affinity.planning;

import io.hairspring.affinity.topology.Cache;
import io.hairspring.affinity.topology.Core;
import io.hairspring.affinity.topology.CpuSet;
import io.hairspring.affinity.topology.NumaNode;
import io.hairspring.affinity.topology.Topology;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;

/**
 * What may be built on: the processors that lanes may take, and how good each is for one.
 *
 * @param topology the machine
 * @param open processors that lanes may take
 * @param deviceNode memory node of the network device, when it is known
 */
record Ground(Topology topology, CpuSet open, OptionalInt deviceNode) {
  private static final int FAR = 1 << 16;

  /**
   * All usable processors but those that are taken, those that share a core with a taken one, and
   * one core that everything else needs to live on. A machine of one core has nothing to set aside.
   */
  static Ground of(Topology topology, CpuSet taken, CpuSet demanded, OptionalInt deviceNode) {
    CpuSet usable = topology.usable();
    CpuSet open = usable.minus(withSiblings(topology, taken));
    CpuSet kept = kept(topology, usable.minus(taken).minus(demanded));
    CpuSet rest = open.minus(kept);
    boolean alone = rest.isEmpty() && taken.isEmpty() && demanded.isEmpty();
    return new Ground(topology, alone ? open : rest, deviceNode);
  }

  /**
   * The core of the first processor that is not isolated: devices and the system's own work are
   * there already. On a machine of one core with siblings, one of these.
   */
  private static CpuSet kept(Topology topology, CpuSet candidates) {
    CpuSet shared = candidates.minus(topology.limits().isolated());
    int first = shared.isEmpty() ? candidates.first() : shared.first();
    if (first < 0) {
      return CpuSet.NONE;
    }
    CpuSet core = withSiblings(topology, CpuSet.of(first));
    return candidates.minus(core).isEmpty() ? CpuSet.of(first) : core;
  }

  /** The processors and all that share a physical core with one of them. */
  static CpuSet withSiblings(Topology topology, CpuSet cpus) {
    CpuSet all = cpus;
    for (Core core : topology.cores()) {
      all = core.threads().intersects(cpus) ? all.or(core.threads()) : all;
    }
    return all;
  }

  CpuSet siblings(int cpu) {
    return withSiblings(topology, CpuSet.of(cpu)).minus(CpuSet.of(cpu));
  }

  boolean isolated(int cpu) {
    return topology.limits().isolated().contains(cpu);
  }

  boolean tickless(int cpu) {
    return topology.limits().nohzFull().contains(cpu);
  }

  int kind(int cpu) {
    return topology.core(cpu).map(Core::kind).orElse(0);
  }

  /** Distance from the network device's node; 0 when it is not known. */
  int deviceDistance(int cpu) {
    if (deviceNode.isEmpty()) {
      return 0;
    }
    int device = deviceNode.getAsInt();
    return topology.nodeOf(cpu).map(node -> distance(node, device)).orElse(FAR);
  }

  private static int distance(NumaNode node, int other) {
    return node.id() == other ? 0 : node.distanceTo(other).orElse(FAR);
  }

  /** The processors under the same last-level cache; only itself when no cache is told. */
  CpuSet nearby(int cpu) {
    return topology.lastLevelCache(cpu).map(Cache::cpus).orElse(CpuSet.of(cpu));
  }

  /** The open processors, by last-level cache. */
  List<CpuSet> neighbourhoods() {
    Set<CpuSet> result = new LinkedHashSet<>();
    open.stream().forEach(cpu -> result.add(nearby(cpu).and(open)));
    return new ArrayList<>(result);
  }
}
