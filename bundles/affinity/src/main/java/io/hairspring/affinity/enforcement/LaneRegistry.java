package io.hairspring.affinity.enforcement;

import io.hairspring.affinity.planning.PlacementPlanner;
import io.hairspring.affinity.topology.CpuSet;
import io.hairspring.affinity.topology.Topology;
import io.hairspring.api.placement.LaneRequest;
import io.hairspring.api.placement.PlacementDecision;
import io.hairspring.api.placement.PlacementPlan;
import io.hairspring.api.placement.PlacementRequest;
import io.hairspring.api.placement.ThreadPlacement;
import java.lang.System.Logger.Level;
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
 * Which lane holds which core, and which cores are kept for lanes. A thread holds one core at most;
 * a thread that has ended holds none, so that a lane's core is free again without anybody's saying
 * so. One thread at a time.
 */
final class LaneRegistry {
  private static final System.Logger LOG = System.getLogger(LaneRegistry.class.getName());

  private final Map<Thread, PinnedLane> lanes = new LinkedHashMap<>();
  private final List<Reservation> reservations = new ArrayList<>();
  private CoreLocks locks;
  private DeviceNode device;
  private Topology topology;
  private CpuSet foreign = CpuSet.NONE;

  LaneRegistry(Topology topology, CoreLocks locks, DeviceNode device) {
    this.topology = topology;
    this.locks = locks;
    this.device = device;
  }

  /** Chooses among the cores of another description of the machine from now on. */
  void topology(Topology changed) {
    topology = changed;
  }

  /** Chooses near another device from now on; who has a core keeps it. */
  void device(DeviceNode changed) {
    device = changed;
  }

  /** The memory node of the device near which lanes are wanted. */
  OptionalInt device() {
    return device.node();
  }

  /**
   * Locks in another directory from now on, what is held too.
   *
   * @return who holds there what is ours
   */
  List<String> locks(CoreLocks changed) {
    locks = changed;
    return ours().toList().stream().map(this::lock).filter(held -> !held.isEmpty()).toList();
  }

  /**
   * Gives a thread a core, locked against other processes, in exchange for the one it holds.
   *
   * @param core the core, or {@link ThreadPlacement#ANY}
   * @param from whose cores the thread may have; null for none
   * @throws IllegalArgumentException when it cannot be had, or when no core is left
   */
  PinnedLane claim(Thread thread, int id, int core, Reservation from) {
    removeEnded();
    Optional<PinnedLane> awaited = reservedFor(thread, id, core, from);
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
        free(keptAndNotTaken()).forEach((kept, why) -> holders.add("core " + kept + why));
        throw new IllegalArgumentException(
            decision.reason() + (holders.isEmpty() ? "" : "; " + String.join("; ", holders)));
      }
      int chosen = decision.cores().get(0);
      String holder = lock(chosen);
      if (holder.isEmpty()) {
        PinnedLane lane = new PinnedLane(thread, id, chosen, decision);
        replace(thread, lane);
        return lane;
      }
      holders.add(holder);
      if (core != ThreadPlacement.ANY) {
        throw new IllegalArgumentException(holders.get(0) + ": free " + free());
      }
      foreign = foreign.or(CpuSet.of(chosen));
    }
  }

  private static Map<Integer, String> free(List<PlacementDecision> kept) {
    Map<Integer, String> reasons = new LinkedHashMap<>();
    kept.forEach(
        decision -> reasons.put(decision.cores().get(0), " is reserved for " + decision.thread()));
    return reasons;
  }

  /** What is kept for a thread of this name, if it may have that and wants no other core. */
  private Optional<PinnedLane> reservedFor(Thread thread, int id, int core, Reservation from) {
    return Optional.ofNullable(from)
        .filter(reservations::contains)
        .flatMap(reservation -> reservation.of(thread.getName()))
        .filter(kept -> core == ThreadPlacement.ANY || core == kept.cores().get(0))
        .filter(kept -> holder(kept.cores().get(0)).filter(held -> held != thread).isEmpty())
        .map(kept -> new PinnedLane(thread, id, kept.cores().get(0), kept));
  }

  private Optional<Thread> holder(int core) {
    return lanes.values().stream()
        .filter(lane -> lane.core() == core)
        .map(PinnedLane::thread)
        .findFirst();
  }

  /** Another core for a lane whose own has gone; kept for it, if the one that has gone was. */
  PinnedLane elsewhere(PinnedLane lane) {
    PinnedLane moved = claim(lane.thread(), lane.id(), ThreadPlacement.ANY, null);
    reservations.forEach(
        kept -> kept.exchange(lane.thread().getName(), lane.core(), moved.decision()));
    unlockUnlessOurs(lane.core());
    return moved;
  }

  /** A core for a lane alone, in exchange for the one that it shares; empty when there is none. */
  Optional<PinnedLane> better(PinnedLane lane) {
    PlacementPlan plan = plan(anyCore(lane.thread()), taken().minus(CpuSet.of(lane.core())));
    Optional<Integer> core =
        plan.of(lane.thread().getName())
            .flatMap(decision -> decision.cores().stream().findFirst())
            .filter(other -> other != lane.core() && !plan.housekeeping().contains(other));
    try {
      return core.isEmpty() ? Optional.empty() : Optional.of(elsewhere(lane));
    } catch (IllegalArgumentException e) {
      LOG.log(Level.DEBUG, "{0} stays on a shared core: {1}", lane.thread().getName(), e);
      return Optional.empty();
    }
  }

  /**
   * Plans for lanes together, and keeps their cores, locked against other processes. What another
   * process holds is planned around.
   *
   * @throws IllegalArgumentException when a demanded core cannot be had
   */
  Reservation reserve(PlacementRequest request) {
    removeEnded();
    foreign = CpuSet.NONE;
    while (true) {
      PlacementPlan plan = plan(request, taken());
      Map<String, PlacementDecision> kept = new LinkedHashMap<>();
      CpuSet held = keep(plan, kept);
      if (held.isEmpty()) {
        Reservation reservation = new Reservation(plan, kept);
        reservations.add(reservation);
        return reservation;
      }
      foreign = foreign.or(held);
    }
  }

  /** Keeps the cores of a plan; or none, and tells which of them another process holds. */
  private CpuSet keep(PlacementPlan plan, Map<String, PlacementDecision> kept) {
    for (PlacementDecision decision : plan.decisions()) {
      if (decision.role() == PlacementDecision.Role.LANE && !decision.cores().isEmpty()) {
        int core = decision.cores().get(0);
        if (!lock(core).isEmpty()) {
          kept.values().forEach(other -> unlockUnlessOurs(other.cores().get(0)));
          return CpuSet.of(core);
        }
        kept.put(decision.thread(), decision);
      }
    }
    return CpuSet.NONE;
  }

  /** Keeps nothing of it any longer; lanes that run there stay. */
  void giveUp(Reservation reservation) {
    if (reservations.remove(reservation)) {
      reservation.cores().stream().forEach(this::unlockUnlessOurs);
    }
  }

  /** What is kept and where no lane runs. */
  List<PlacementDecision> keptAndNotTaken() {
    return reservations.stream()
        .flatMap(reservation -> reservation.kept().stream())
        .filter(kept -> holder(kept.cores().get(0)).isEmpty())
        .toList();
  }

  private PlacementRequest anyCore(Thread thread) {
    return new PlacementRequest(
        List.of(LaneRequest.any(thread.getName())), List.of(), OptionalInt.empty());
  }

  private PlacementDecision decide(LaneRequest request, Thread thread) {
    PinnedLane own = lanes.get(thread);
    CpuSet taken = own == null ? taken() : taken().minus(CpuSet.of(own.core()));
    return plan(new PlacementRequest(List.of(request), List.of(), device.node()), taken)
        .of(request.name())
        .orElseThrow();
  }

  private void refuseTaken(Thread thread, int core) {
    holder(core)
        .filter(held -> held != thread)
        .ifPresent(
            held -> {
              throw new IllegalArgumentException(
                  "core " + core + " is taken by thread " + held.getName() + ": free " + free());
            });
    String kept = free(keptAndNotTaken()).get(core);
    if (kept != null) {
      throw new IllegalArgumentException("core " + core + kept + ": free " + free());
    }
  }

  private CpuSet free() {
    return topology.usable().minus(taken());
  }

  private String lock(int core) {
    return SiblingLocks.lock(core, topology, locks);
  }

  private void unlockUnlessOurs(int core) {
    SiblingLocks.release(core, ours(), topology, locks);
  }

  private void replace(Thread thread, PinnedLane lane) {
    PinnedLane before = lanes.put(thread, lane);
    if (before != null && before.core() != lane.core()) {
      unlockUnlessOurs(before.core());
    }
  }

  /** Takes back the core that a thread holds, if it holds one. */
  void release(Thread thread) {
    PinnedLane lane = lanes.remove(thread);
    if (lane != null) {
      unlockUnlessOurs(lane.core());
    }
  }

  /** The core that a thread holds. */
  OptionalInt core(Thread thread) {
    PinnedLane lane = lanes.get(thread);
    return lane == null ? OptionalInt.empty() : OptionalInt.of(lane.core());
  }

  /** Takes all cores back, and keeps none. */
  void close() {
    List.copyOf(reservations).forEach(this::giveUp);
    List.copyOf(lanes.keySet()).forEach(this::release);
    foreign = CpuSet.NONE;
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

  /** Looks which cores other processes hold now, and that they can see which are ours. */
  void lookAround() {
    locks.renew();
    foreign = locks.others(topology.usable());
  }

  /** The cores that other processes were found to hold. */
  CpuSet foreign() {
    return foreign;
  }

  private CpuSet ours() {
    CpuSet ours = CpuSet.of(lanes.values().stream().map(PinnedLane::core).toList());
    for (Reservation reservation : reservations) {
      ours = ours.or(reservation.cores());
    }
    return ours;
  }

  /** The cores of our lanes and those kept for them, and those of others that were met. */
  CpuSet taken() {
    return ours().or(foreign);
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
            : new PlacementRequest(request.lanes(), request.agents(), device.node());
    PlacementPlan plan = new PlacementPlanner(topology).plan(near, taken);
    return request.deviceNode().isPresent() ? plan : device.noted(plan);
  }
}
