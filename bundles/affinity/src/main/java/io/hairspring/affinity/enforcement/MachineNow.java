package io.hairspring.affinity.enforcement;

import io.hairspring.affinity.topology.CpuSet;
import io.hairspring.affinity.topology.HostFiles;
import io.hairspring.affinity.topology.Limits;
import io.hairspring.affinity.topology.Topology;
import io.hairspring.affinity.topology.TopologyReader;

/**
 * The machine as it was when it was last read, with the mask that the process was started with: the
 * one in {@code /proc} is ours since. One thread at a time.
 */
final class MachineNow {
  private final HostFiles files;
  private Topology topology;

  MachineNow(HostFiles files) {
    this.files = files;
    topology = new TopologyReader(files).read();
  }

  Topology topology() {
    return topology;
  }

  /** Reads it again: processors come and go. */
  Topology readAgain() {
    Topology now = new TopologyReader(files).read();
    Limits limits =
        new Limits(
            now.limits().cpuset(),
            now.limits().memory(),
            topology.limits().affinity(),
            now.limits().isolated(),
            now.limits().nohzFull());
    topology =
        new Topology(
            now.present(),
            now.online(),
            now.packages(),
            now.nodes(),
            now.caches(),
            now.cores(),
            limits,
            now.described());
    return topology;
  }

  /** What the process was given when it started. */
  CpuSet ordinary() {
    Limits limits = topology.limits();
    CpuSet given = limits.affinity().and(limits.cpuset()).and(topology.online());
    return given.isEmpty() ? topology.usable() : given;
  }
}
