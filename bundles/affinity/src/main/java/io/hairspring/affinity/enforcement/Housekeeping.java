package io.hairspring.affinity.enforcement;

import io.hairspring.affinity.os.SystemCallException;
import io.hairspring.affinity.topology.Cache;
import io.hairspring.affinity.topology.CpuSet;
import io.hairspring.api.placement.PlacementDecision;
import io.hairspring.api.placement.PlacementPlan;
import io.hairspring.api.placement.PlacementRequest;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;

/** Where everything is that is not a lane, and that it is there. One thread at a time. */
final class Housekeeping {
  private final MachineNow machine;
  private final LaneRegistry registry;
  private final AgentRegistry agents;
  private final Confinement confinement;
  private CpuSet avoided = CpuSet.NONE;

  Housekeeping(
      MachineNow machine, LaneRegistry registry, AgentRegistry agents, Confinement confinement) {
    this.machine = machine;
    this.registry = registry;
    this.agents = agents;
    this.confinement = confinement;
  }

  /** Its processors. */
  CpuSet cores() {
    if (registry.lanes().isEmpty()) {
      // Another process's lane is to be left alone too.
      CpuSet free = machine.ordinary().minus(registry.foreign());
      return free.isEmpty() ? machine.ordinary() : free;
    }
    CpuSet all = CpuSet.of(left().housekeeping());
    CpuSet clear = all.minus(avoided);
    return clear.isEmpty() ? all : clear;
  }

  /** Where each agent is to be, by the kernel's number of the thread. */
  Map<Integer, PlacementDecision> places() {
    agents.removeEnded();
    return agents.decide(machine.topology(), registry.device(), cores(), registry.coresByName());
  }

  /** Puts every thread there that is not. */
  void confine() {
    try {
      confineOnce();
    } catch (SystemCallException e) {
      // A core of the set may have gone: once more with what is there now.
      registry.topology(machine.readAgain());
      confineOnce();
    }
  }

  private void confineOnce() {
    Map<Integer, CpuSet> agentCores = new HashMap<>();
    places().forEach((id, place) -> agentCores.put(id, CpuSet.of(place.cores())));
    Set<Integer> lanes = registry.lanes().stream().map(PinnedLane::id).collect(Collectors.toSet());
    confinement.confine(cores(), lanes, agentCores);
  }

  /** Moves it away from a lane's last cache; whether there are such cores. */
  boolean clearCache(int laneCore) {
    CpuSet sharing =
        machine.topology().lastLevelCache(laneCore).map(Cache::cpus).orElse(CpuSet.NONE);
    CpuSet away = CpuSet.of(left().housekeeping()).minus(sharing).minus(avoided);
    if (away.isEmpty() || sharing.isEmpty()) {
      return false;
    }
    avoided = avoided.or(sharing);
    confine();
    return true;
  }

  /** Avoids no cache any longer. */
  void avoidNothing() {
    avoided = CpuSet.NONE;
  }

  /** What is in force, with those that asked for a core and have none. */
  PlacementPlan inForce(Unpinned unpinned) {
    return new InForce(
            registry.lanes(), unpinned.all(), registry.keptAndNotTaken(), places().values(), left())
        .plan(cores(), confinement.confined(), avoided, confinement.refusal());
  }

  private PlacementPlan left() {
    return registry.plan(new PlacementRequest(List.of(), List.of(), OptionalInt.empty()));
  }
}
