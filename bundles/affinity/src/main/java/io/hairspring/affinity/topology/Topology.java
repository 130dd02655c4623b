package io.hairspring.affinity.topology;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * A machine, as it was when it was read. Immutable; any thread.
 *
 * @param present processors that the kernel knows, online or not
 * @param online processors that run
 * @param packages packages with an online processor
 * @param nodes memory nodes, by number
 * @param caches caches of online processors, each once
 * @param cores cores with an online processor, by their first
 * @param limits what this process may use
 * @param described whether the kernel shows what belongs together; where it does not, each
 *     processor counts as a core, and there are no caches and no nodes
 */
public record Topology(
    CpuSet present,
    CpuSet online,
    List<CpuPackage> packages,
    List<NumaNode> nodes,
    List<Cache> caches,
    List<Core> cores,
    Limits limits,
    boolean described) {

  /** Copies what it is given. */
  public Topology {
    packages = List.copyOf(packages);
    nodes = List.copyOf(nodes);
    caches = List.copyOf(caches);
    cores = List.copyOf(cores);
  }

  /** Processors on which threads of this process may be put. */
  public CpuSet usable() {
    return limits.usable().and(online);
  }

  /** Processors that are offline or that this process may not use. */
  public CpuSet withheld() {
    return present.minus(limits.cpuset().and(limits.affinity()).and(online));
  }

  /** The core of an online processor. */
  public Optional<Core> core(int cpu) {
    return cores.stream().filter(core -> core.threads().contains(cpu)).findFirst();
  }

  /** The cache farthest from a processor: what it shares with those nearest to it. */
  public Optional<Cache> lastLevelCache(int cpu) {
    return caches.stream()
        .filter(cache -> cache.cpus().contains(cpu) && cache.type() != Cache.Type.INSTRUCTION)
        .max(Comparator.comparingInt(Cache::level));
  }

  /** The memory node beside a processor. */
  public Optional<NumaNode> nodeOf(int cpu) {
    return nodes.stream().filter(node -> node.cpus().contains(cpu)).findFirst();
  }

  /** A memory node by number. */
  public Optional<NumaNode> node(int id) {
    return nodes.stream().filter(node -> node.id() == id).findFirst();
  }

  /** The highest rank of core kinds; 0 when all are alike. */
  public int fastestKind() {
    return cores.stream().mapToInt(Core::kind).max().orElse(0);
  }

  /** The processors of one kind. */
  public CpuSet ofKind(int kind) {
    CpuSet cpus = CpuSet.NONE;
    for (Core core : cores) {
      cpus = core.kind() == kind ? cpus.or(core.threads()) : cpus;
    }
    return cpus;
  }
}
