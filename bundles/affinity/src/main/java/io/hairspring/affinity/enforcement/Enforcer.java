package io.hairspring.affinity.enforcement;

import io.hairspring.affinity.os.SystemCallException;
import io.hairspring.affinity.os.ThreadCalls;
import io.hairspring.affinity.topology.CpuSet;
import io.hairspring.affinity.topology.HostFiles;
import io.hairspring.affinity.topology.Topology;
import io.hairspring.api.placement.PlacementDecision;
import io.hairspring.api.placement.PlacementPlan;
import io.hairspring.api.placement.PlacementRequest;
import io.hairspring.api.placement.ThreadPlacement;
import java.io.Closeable;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Puts lanes on cores and keeps everything else away from them. Any thread may call it; it makes
 * system calls, so a lane calls it before its first cycle only.
 */
public final class Enforcer implements Closeable {
  private static final System.Logger LOG = System.getLogger(Enforcer.class.getName());

  private final ThreadCalls calls;
  private final LaneRegistry registry;
  private final AgentRegistry agents = new AgentRegistry();
  private final Unpinned unpinned = new Unpinned();
  private final Housekeeping others;
  private final LaneKeeper keeper;
  private final MachineNow machine;
  private EnforcementMeans means;

  /**
   * With the machine as it is now.
   *
   * @param boundary runs something on a lane between two cycles
   */
  public Enforcer(
      HostFiles files, ThreadCalls calls, EnforcementMeans means, LaneBoundary boundary) {
    this.calls = calls;
    this.means = means;
    machine = new MachineNow(files);
    registry = new LaneRegistry(machine.topology(), means.locks(), means.device());
    others = new Housekeeping(machine, registry, agents, new Confinement(calls, files));
    keeper = new LaneKeeper(calls, machine, registry, others, unpinned, boundary);
    keeper.use(means);
  }

  /** Goes on with other means: lanes keep their cores, locked and scheduled as is wanted now. */
  public synchronized void use(EnforcementMeans next) {
    EnforcementMeans before = means;
    if (next.locks() != before.locks()) {
      registry
          .locks(next.locks())
          .forEach(held -> LOG.log(Level.WARNING, "not locked for a lane of ours: {0}", held));
      before.locks().close();
    }
    registry.device(next.device());
    before.realTime().undoAll();
    before.cache().close();
    means = next;
    keeper.use(next);
    keeper.shareCache();
    registry.lanes().forEach(lane -> registry.note(keeper.realTime(RealTimeLanes.forgotten(lane))));
    others.confine();
  }

  /**
   * Pins a thread, reads the result back, and confines all other threads of the process.
   *
   * @param core the core, or {@link ThreadPlacement#ANY}
   * @param from whose reserved cores it may have; null for none
   * @return the decision; its one core is where the thread runs
   * @throws IllegalArgumentException when the core cannot be had, or no core is left
   * @throws IllegalStateException when the system did not do as it was told; the thread is not
   *     pinned then
   */
  public synchronized PlacementDecision pin(Thread thread, int id, int core, Reservation from) {
    try {
      PlacementDecision decision = pinOrThrow(thread, id, core, from);
      unpinned.remove(thread);
      return decision;
    } catch (IllegalArgumentException e) {
      if (registry.core(thread).isEmpty()) {
        unpinned.add(thread, e.getMessage());
      }
      throw e;
    } catch (IllegalStateException | SystemCallException e) {
      letGo(thread, id, e.getMessage());
      throw new IllegalStateException(e.getMessage(), e);
    }
  }

  private PlacementDecision pinOrThrow(Thread thread, int id, int core, Reservation from) {
    PinnedLane lane = registry.claim(thread, id, core, from);
    means.realTime().undo(id);
    agents.left(thread);
    keeper.pinAndReadBack(id, lane.core());
    List<String> losses = new ArrayList<>(unlocked());
    String cacheLoss = keeper.shareCache();
    if (!cacheLoss.isEmpty()) {
      losses.add(cacheLoss);
    }
    PinnedLane noted = keeper.realTime(lane).noting("read back", losses);
    registry.note(noted);
    others.confine();
    return noted.decision();
  }

  /** Takes a thread's core back because it cannot stay there. */
  public synchronized void letGo(Thread thread, int id, String why) {
    means.realTime().undo(id);
    registry.release(thread);
    unpinned.add(thread, why);
    released();
    try {
      calls.setAffinity(id, others.cores());
      others.confine();
    } catch (SystemCallException e) {
      LOG.log(Level.WARNING, "{0} stays where it is: {1}", thread.getName(), e.getMessage());
    }
  }

  private List<String> unlocked() {
    return means.locks().usable()
        ? List.of()
        : List.of("the lock: another Hairspring process could take the same core");
  }

  /** Lets go of a thread's core, and keeps it on the housekeeping cores from now on. */
  public synchronized void confine(Thread thread, int id) {
    means.realTime().undo(id);
    registry.release(thread);
    agents.left(thread);
    unpinned.remove(thread);
    released();
    calls.setAffinity(id, others.cores());
    others.confine();
  }

  /**
   * Does so with an agent: on those of the housekeeping cores that are near what it serves.
   *
   * @param name as it was called when it was reserved for
   */
  public synchronized void confine(Thread thread, int id, String name) {
    means.realTime().undo(id);
    registry.release(thread);
    agents.came(thread, id, name);
    unpinned.remove(thread);
    released();
    calls.setAffinity(id, CpuSet.of(others.places().get(id).cores()));
    others.confine();
  }

  /**
   * Looks at every thread again: gives back the cores of lanes that have ended, confines what went
   * astray, and puts lanes back that were moved. To be called now and then from a thread that is
   * not a lane.
   */
  public synchronized void check() {
    if (registry.removeEnded()) {
      released();
    }
    registry.lookAround();
    Optional<RuntimeException> failure = keeper.putBack();
    others.confine();
    if (failure.isPresent()) {
      throw failure.get();
    }
  }

  private void released() {
    if (registry.lanes().isEmpty()) {
      others.avoidNothing();
    }
    means
        .realTime()
        .keepOnly(registry.lanes().stream().map(PinnedLane::id).collect(Collectors.toSet()));
    keeper.shareCache();
  }

  /**
   * Moves everything else of the process to cores that do not share a lane's last cache, for as
   * long as lanes are pinned.
   *
   * @return whether there are such cores
   */
  public synchronized boolean clearCache(int laneCore) {
    return others.clearCache(laneCore);
  }

  /** The lanes that are pinned. */
  public synchronized Collection<PinnedLane> lanes() {
    return registry.lanes();
  }

  /** Plans on what the lanes leave, and does nothing. */
  public synchronized PlacementPlan plan(PlacementRequest request) {
    return registry.plan(request);
  }

  /** Plans, and keeps the cores for the lanes of whoever has the reservation. */
  public synchronized Reservation reserve(PlacementRequest request) {
    agents.expect(request.agents());
    return registry.reserve(request);
  }

  /** Keeps nothing of a reservation any longer; lanes that run there stay. */
  public synchronized void giveUp(Reservation reservation) {
    registry.giveUp(reservation);
  }

  /** The machine as it is now, with the mask that the process was started with. */
  public synchronized Topology machine() {
    registry.topology(machine.readAgain());
    return machine.topology();
  }

  /** The cores that other processes hold at this moment. */
  public synchronized CpuSet foreign() {
    registry.lookAround();
    return registry.foreign();
  }

  /** What is in force. */
  public synchronized PlacementPlan current() {
    return others.inForce(unpinned);
  }

  private void unpin(PinnedLane lane) {
    try {
      calls.setAffinity(lane.id(), others.cores());
    } catch (SystemCallException e) {
      if (e.code() != SystemCallException.ESRCH) {
        LOG.log(
            Level.WARNING, "{0} stays where it is: {1}", lane.thread().getName(), e.getMessage());
      }
    }
  }

  /** Lets every thread go where the process may, lanes too, and gives the cores back. */
  @Override
  public synchronized void close() {
    Collection<PinnedLane> running = registry.lanes();
    means.realTime().undoAll();
    registry.close();
    others.avoidNothing();
    // A thread that is on fewer cores than it may have is left there, so a lane is let go by name.
    running.forEach(this::unpin);
    others.confine();
    means.cache().close();
    means.locks().close();
  }
}
