package io.hairspring.affinity.doctor;

import io.hairspring.affinity.topology.CpuSet;
import io.hairspring.affinity.topology.HostFiles;
import io.hairspring.affinity.topology.Topology;
import io.hairspring.api.placement.PlacementPlan;
import java.util.Map;
import java.util.function.IntFunction;

/**
 * What is examined.
 *
 * @param files the files in which the kernel describes the machine
 * @param topology its cores
 * @param lanes the cores of the lanes, or those that the first lane would get
 * @param plan where threads are, or would be
 * @param realTime whether configuration wants lanes under SCHED_FIFO
 * @param flags the virtual machine's flags by name, as it understood them
 * @param noise measures the noise of a core
 */
public record Machine(
    HostFiles files,
    Topology topology,
    CpuSet lanes,
    PlacementPlan plan,
    boolean realTime,
    Map<String, String> flags,
    IntFunction<Noise> noise) {

  /** Copies what it is given. */
  public Machine {
    flags = Map.copyOf(flags);
  }

  /** The processors of everything that is not a lane. */
  CpuSet housekeeping() {
    return CpuSet.of(plan.housekeeping());
  }
}
