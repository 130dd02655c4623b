package io.hairspring.affinity.enforcement;

import io.hairspring.affinity.os.SystemCallException;
import io.hairspring.affinity.os.ThreadCalls;
import io.hairspring.affinity.topology.Cache;
import io.hairspring.affinity.topology.CpuSet;
import io.hairspring.affinity.topology.HostFiles;
import io.hairspring.api.placement.PlacementDecision;
import io.hairspring.api.placement.PlacementPlan;
import io.hairspring.api.placement.PlacementRequest;
import io.hairspring.api.placement.ThreadPlacement;
import java.io.Closeable;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Puts lanes on cores and keeps everything else away from them. Any thread may call it; it makes
 * system calls, so a lane calls it before its first cycle only.
 */
public final class Enforcer implements Closeable {
  private static final System.Logger LOG = System.getLogger(Enforcer.class.getName());

  private final ThreadCalls calls;
  private final LaneRegistry registry;
  private final CoreLocks locks;
  private final Confinement confinement;
  private final RealTimeLanes realTime;
  private final CacheAllocation cache;
  private final LaneBoundary boundary;
  private final MachineNow machine;
  private final AgentRegistry agents = new AgentRegistry();
  private final OptionalInt deviceNode;
  private CpuSet avoided = CpuSet.NONE;

  /**
   * With the machine as it is now.
   *
   * @param cache gives lanes ways of the last cache
   * @param boundary runs something on a lane between two cycles
   * @param deviceNode memory node of the network device, when it is known
   */
  public Enforcer(
      HostFiles files,
      ThreadCalls calls,
      CoreLocks locks,
      RealTimeLanes realTime,
      CacheAllocation cache,
      LaneBoundary boundary,
      OptionalInt deviceNode) {
    this.calls = calls;
    this.locks = locks;
    this.realTime = realTime;
    this.cache = cache;
    this.boundary = boundary;
    this.deviceNode = deviceNode;
    machine = new MachineNow(files);
    registry = new LaneRegistry(machine.topology(), locks, deviceNode);
    confinement = new Confinement(calls, files);
  }

  /**
   * Pins a thread, reads the result back, and confines all other threads of the process.
   *
   * @param core the core, or {@link ThreadPlacement#ANY}
   * @return the decision; its one core is where the thread runs
   * @throws IllegalArgumentException when the core cannot be had, or no core is left
   * @throws IllegalStateException when the system did not do as it was told
   */
  public synchronized PlacementDecision pin(Thread thread, int id, int core) {
    PinnedLane lane = registry.claim(thread, id, core);
    try {
      pinAndReadBack(id, lane.core());
    } catch (IllegalStateException e) {
      registry.release(thread);
      throw e;
    }
    List<String> losses = new ArrayList<>(unlocked());
    String cacheLoss = cache.give(laneCores(), machine.topology());
    if (!cacheLoss.isEmpty()) {
      losses.add(cacheLoss);
    }
    PinnedLane noted = realTime.apply(lane, machine.topology()).noting("read back", losses);
    registry.note(noted);
    confineOthers();
    return noted.decision();
  }

  private CpuSet laneCores() {
    return CpuSet.of(registry.lanes().stream().map(PinnedLane::core).toList());
  }

  private void pinAndReadBack(int id, int core) {
    CpuSet wanted = CpuSet.of(core);
    CpuSet found;
    try {
      calls.setAffinity(id, wanted);
      found = calls.affinity(id);
    } catch (SystemCallException e) {
      throw new IllegalStateException("cannot pin to core " + core + ": " + e.getMessage(), e);
    }
    if (!wanted.equals(found)) {
      throw new IllegalStateException(
          "asked for core " + core + ", but the thread may run on " + found);
    }
  }

  private List<String> unlocked() {
    return locks.usable()
        ? List.of()
        : List.of("the lock: another Hairspring process could take the same core");
  }

  /** Lets go of a thread's core, and keeps it on the housekeeping cores from now on. */
  public synchronized void confine(Thread thread, int id) {
    registry.release(thread);
    agents.left(thread);
    released();
    calls.setAffinity(id, housekeeping());
    confineOthers();
  }

  /**
   * Does so with an agent: on those of the housekeeping cores that are near what it serves.
   *
   * @param name as it was called when it was reserved for
   */
  public synchronized void confine(Thread thread, int id, String name) {
    registry.release(thread);
    agents.came(thread, id, name);
    released();
    calls.setAffinity(id, CpuSet.of(places().get(id).cores()));
    confineOthers();
  }

  /**
   * Looks at every thread again: gives back the cores of lanes that have ended, confines what went
   * astray, and puts lanes back that were moved. To be called now and then from a thread that is
   * not a lane.
   */
  public synchronized void check() {
    agents.removeEnded();
    if (registry.removeEnded()) {
      released();
    }
    for (PinnedLane lane : registry.lanes()) {
      check(lane);
    }
    confineOthers();
  }

  private void released() {
    if (registry.lanes().isEmpty()) {
      avoided = CpuSet.NONE;
    }
    cache.give(laneCores(), machine.topology());
  }

  private void check(PinnedLane lane) {
    CpuSet mask;
    try {
      mask = calls.affinity(lane.id());
    } catch (SystemCallException e) {
      // It is ending; the next check finds it ended.
      return;
    }
    if (mask.equals(CpuSet.of(lane.core()))) {
      return;
    }
    registry.topology(machine.readAgain());
    if (machine.topology().usable().contains(lane.core())) {
      LOG.log(
          Level.WARNING,
          "{0} was put on {1} from outside: back to core {2}",
          lane.thread().getName(),
          mask,
          lane.core());
      pinAndReadBack(lane.id(), lane.core());
    } else {
      move(lane);
    }
  }

  /** The kernel has let the lane loose because its core went away: it gets another. */
  private void move(PinnedLane lane) {
    String lost = "core " + lane.core() + ": it went offline or was withdrawn while running";
    try {
      PinnedLane moved = registry.claim(lane.thread(), lane.id(), ThreadPlacement.ANY);
      boolean between =
          boundary.run(lane.thread().getName(), () -> pinAndReadBack(moved.id(), moved.core()));
      if (!between) {
        pinAndReadBack(moved.id(), moved.core());
      }
      registry.note(
          moved.noting(
              (between ? "moved between two cycles" : "moved from outside") + ", read back",
              List.of(lost)));
      cache.give(laneCores(), machine.topology());
      LOG.log(
          Level.WARNING,
          "{0}: {1}; moved to core {2}",
          lane.thread().getName(),
          lost,
          moved.core());
    } catch (IllegalArgumentException e) {
      registry.release(lane.thread());
      LOG.log(
          Level.ERROR,
          "{0}: {1}; not pinned any more: {2}",
          lane.thread().getName(),
          lost,
          e.getMessage());
    }
  }

  private void confineOthers() {
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
    confinement.confine(housekeeping(), laneThreads(), agentCores);
  }

  private Map<Integer, PlacementDecision> places() {
    return agents.decide(machine.topology(), deviceNode, housekeeping(), registry.coresByName());
  }

  private Set<Integer> laneThreads() {
    return registry.lanes().stream().map(PinnedLane::id).collect(Collectors.toSet());
  }

  private CpuSet housekeeping() {
    if (registry.lanes().isEmpty()) {
      return machine.ordinary();
    }
    CpuSet all = CpuSet.of(registry.plan(nothing()).housekeeping());
    CpuSet clear = all.minus(avoided);
    return clear.isEmpty() ? all : clear;
  }

  /**
   * Moves everything else of the process to cores that do not share a lane's last cache, for as
   * long as lanes are pinned.
   *
   * @return whether there are such cores
   */
  public synchronized boolean clearCache(int laneCore) {
    CpuSet sharing =
        machine.topology().lastLevelCache(laneCore).map(Cache::cpus).orElse(CpuSet.NONE);
    CpuSet away = CpuSet.of(registry.plan(nothing()).housekeeping()).minus(sharing).minus(avoided);
    if (away.isEmpty() || sharing.isEmpty()) {
      return false;
    }
    avoided = avoided.or(sharing);
    confineOthers();
    return true;
  }

  /** The lanes that are pinned. */
  public synchronized Collection<PinnedLane> lanes() {
    return registry.lanes();
  }

  /** Plans on what the lanes leave, and does nothing. */
  public synchronized PlacementPlan plan(PlacementRequest request) {
    return registry.plan(request);
  }

  /** Plans, and keeps the cores for lanes of these names until they come. */
  public synchronized PlacementPlan reserve(PlacementRequest request) {
    agents.expect(request.agents());
    return registry.reserve(request);
  }

  /** What is in force. */
  public synchronized PlacementPlan current() {
    PlacementPlan rest = registry.plan(nothing());
    List<PlacementDecision> decisions = new ArrayList<>();
    registry.lanes().forEach(lane -> decisions.add(lane.decision()));
    agents.removeEnded();
    decisions.addAll(places().values());
    for (PlacementDecision decision : rest.decisions()) {
      decisions.add(
          registry.lanes().isEmpty()
              ? new PlacementDecision(
                  decision.thread(),
                  decision.role(),
                  machine.ordinary().toList(),
                  "all cores of the process: no lane is pinned",
                  List.of())
              : new PlacementDecision(
                  decision.thread(),
                  decision.role(),
                  housekeeping().toList(),
                  decision.reason()
                      + ": "
                      + confinement.confined()
                      + " threads confined"
                      + (avoided.isEmpty() ? "" : ", away from the contended cache of " + avoided),
                  confinement.refusal().isEmpty()
                      ? decision.givenUp()
                      : Stream.concat(decision.givenUp().stream(), Stream.of(confinement.refusal()))
                          .toList()));
    }
    return new PlacementPlan(decisions, rest.housekeeping(), rest.idle());
  }

  private static PlacementRequest nothing() {
    return new PlacementRequest(List.of(), List.of(), OptionalInt.empty());
  }

  /** Lets every thread go where the process may, and gives the cores back. */
  @Override
  public synchronized void close() {
    registry.lanes().forEach(lane -> registry.release(lane.thread()));
    avoided = CpuSet.NONE;
    confineOthers();
    cache.close();
    locks.close();
  }
}
