package io.hairspring.affinity.enforcement;

import io.hairspring.affinity.planning.PlacementPlanner;
import io.hairspring.affinity.topology.CpuSet;
import io.hairspring.affinity.topology.Topology;
import io.hairspring.api.placement.LaneRequest;
import io.hairspring.api.placement.PlacementDecision;
import io.hairspring.api.placement.PlacementPlan;
import io.hairspring.api.placement.PlacementRequest;
import io.hairspring.api.placement.ThreadPlacement;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * Which lane holds which core. A thread holds one core at most; a thread that has ended holds none,
 * so that a lane's core is free again without anybody's saying so. One thread at a time.
 */
final class LaneRegistry {
  private final CoreLocks locks;
  private final OptionalInt deviceNode;
  private final Map<Thread, PinnedLane> lanes = new LinkedHashMap<>();
  private final Map<String, PlacementDecision> reserved = new LinkedHashMap<>();
  private Topology topology;
  private CpuSet foreign = CpuSet.NONE;

  LaneRegistry(Topology topology, CoreLocks locks, OptionalInt deviceNode) {
    this.topology = topology;
    this.locks = locks;
    this.deviceNode = deviceNode;
  }

  /** Chooses among the cores of another description of the machine from now on. */
  void topology(Topology changed) {
    topology = changed;
  }

  /**
   * Gives a thread a core, locked against other processes, in exchange for the one it holds.
   *
   * @param core the core, or {@link ThreadPlacement#ANY}
   * @throws IllegalArgumentException when it cannot be had, or when no core is left
   */
  PinnedLane claim(Thread thread, int id, int core) {
    removeEnded();
    Optional<PinnedLane> awaited = reservedFor(thread, id, core);
    if (awaited.isPresent()) {
      replace(thread, awaited.get());
      return awaited.get();
    }
    refuseTaken(thread, core);
    foreign = CpuSet.NONE;
    LaneRequest request = new LaneRequest(thread.getName(), core, Set.of());
    List<String> holders = new ArrayList<>();
    while (true) {
      PlacementDecision decision = decide(request, thread);
      if (decision.cores().isEmpty()) {
        reserved.forEach(
            (lane, kept) ->
                holders.add("core " + kept.cores().get(0) + " is reserved for " + lane));
        throw new IllegalArgumentException(
            decision.reason() + (holders.isEmpty() ? "" : "; " + String.join("; ", holders)));
      }
      int chosen = decision.cores().get(0);
      String holder = locks.lock(chosen);
      if (holder.isEmpty()) {
        PinnedLane lane = new PinnedLane(thread, id, chosen, decision);
        replace(thread, lane);
        return lane;
      }
      holders.add("core " + chosen + " is held by " + holder);
      if (core != ThreadPlacement.ANY) {
        throw new IllegalArgumentException(holders.get(0) + ": free " + free());
      }
      foreign = foreign.or(CpuSet.of(chosen));
    }
  }

  /** What was kept for a thread of this name, if it wants that and no other core. */
  private Optional<PinnedLane> reservedFor(Thread thread, int id, int core) {
    PlacementDecision kept = reserved.get(thread.getName());
    if (kept == null || (core != ThreadPlacement.ANY && core != kept.cores().get(0))) {
      return Optional.empty();
    }
    reserved.remove(thread.getName());
    return Optional.of(new PinnedLane(thread, id, kept.cores().get(0), kept));
  }

  /**
   * Plans for lanes together, and keeps their cores for threads of their names, locked against
   * other processes. What another process holds is planned around.
   *
   * @throws IllegalArgumentException when a demanded core cannot be had
   */
  PlacementPlan reserve(PlacementRequest request) {
    removeEnded();
    reserved.values().forEach(kept -> locks.release(kept.cores().get(0)));
    reserved.clear();
    foreign = CpuSet.NONE;
    while (true) {
      PlacementPlan plan = plan(request, taken());
      CpuSet held = keep(plan);
      if (held.isEmpty()) {
        return plan;
      }
      foreign = foreign.or(held);
    }
  }

  /** Keeps the cores of a plan; or none, and tells which of them another process holds. */
  private CpuSet keep(PlacementPlan plan) {
    Map<String, PlacementDecision> kept = new LinkedHashMap<>();
    for (PlacementDecision decision : plan.decisions()) {
      if (decision.role() == PlacementDecision.Role.LANE && !decision.cores().isEmpty()) {
        int core = decision.cores().get(0);
        if (!locks.lock(core).isEmpty()) {
          kept.values().forEach(other -> locks.release(other.cores().get(0)));
          return CpuSet.of(core);
        }
        kept.put(decision.thread(), decision);
      }
    }
    reserved.putAll(kept);
    return CpuSet.NONE;
  }

  private PlacementDecision decide(LaneRequest request, Thread thread) {
    PinnedLane own = lanes.get(thread);
    CpuSet taken = own == null ? taken() : taken().minus(CpuSet.of(own.core()));
    return plan(new PlacementRequest(List.of(request), List.of(), deviceNode), taken)
        .of(request.name())
        .orElseThrow();
  }

  private void refuseTaken(Thread thread, int core) {
    for (PinnedLane lane : lanes.values()) {
      if (lane.core() == core && lane.thread() != thread) {
        throw new IllegalArgumentException(
            "core " + core + " is taken by thread " + lane.thread().getName() + ": free " + free());
      }
    }
    reserved.forEach(
        (lane, kept) -> {
          if (kept.cores().get(0) == core) {
            throw new IllegalArgumentException(
                "core " + core + " is reserved for " + lane + ": free " + free());
          }
        });
  }

  private CpuSet free() {
    return topology.usable().minus(taken());
  }

  private void replace(Thread thread, PinnedLane lane) {
    PinnedLane before = lanes.put(thread, lane);
    if (before != null && before.core() != lane.core()) {
      locks.release(before.core());
    }
  }

  /** Takes back the core that a thread holds, if it holds one. */
  void release(Thread thread) {
    PinnedLane lane = lanes.remove(thread);
    if (lane != null) {
      locks.release(lane.core());
    }
  }

  /** Notes something about a lane. */
  void note(PinnedLane lane) {
    lanes.replace(lane.thread(), lane);
  }

  /** Takes back the cores of threads that have ended; whether there were any. */
  boolean removeEnded() {
    List<Thread> ended =
        lanes.values().stream().filter(PinnedLane::ended).map(PinnedLane::thread).toList();
    ended.forEach(this::release);
    return !ended.isEmpty();
  }

  /** The lanes, in the order in which they came. */
  Collection<PinnedLane> lanes() {
    return List.copyOf(lanes.values());
  }

  /** The cores of our lanes and those kept for them, and those of others that were met. */
  CpuSet taken() {
    return CpuSet.of(lanes.values().stream().map(PinnedLane::core).toList())
        .or(CpuSet.of(reserved.values().stream().map(kept -> kept.cores().get(0)).toList()))
        .or(foreign);
  }

  /** The cores of our lanes, by the names of their threads. */
  Map<String, Integer> coresByName() {
    Map<String, Integer> cores = new HashMap<>();
    lanes.values().forEach(lane -> cores.put(lane.thread().getName(), lane.core()));
    return cores;
  }

  /** Plans on what the lanes leave. */
  PlacementPlan plan(PlacementRequest request) {
    removeEnded();
    return plan(request, taken());
  }

  private PlacementPlan plan(PlacementRequest request, CpuSet taken) {
    PlacementRequest near =
        request.deviceNode().isPresent()
            ? request
            : new PlacementRequest(request.lanes(), request.agents(), deviceNode);
    return new PlacementPlanner(topology).plan(near, taken);
  }
}
