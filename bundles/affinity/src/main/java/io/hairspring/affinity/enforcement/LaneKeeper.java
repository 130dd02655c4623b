package io.hairspring.affinity.enforcement;

import io.hairspring.affinity.os.SystemCallException;
import io.hairspring.affinity.os.ThreadCalls;
import io.hairspring.affinity.topology.CpuSet;
import java.lang.System.Logger.Level;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Puts lanes on their cores, and back there, or on others when theirs go. One thread at a time. */
final class LaneKeeper {
  private static final System.Logger LOG = System.getLogger(LaneKeeper.class.getName());

  private final ThreadCalls calls;
  private final MachineNow machine;
  private final LaneRegistry registry;
  private final Housekeeping others;
  private final Unpinned unpinned;
  private final LaneBoundary boundary;
  private final Set<Thread> displaced = new HashSet<>();
  private EnforcementMeans means;

  LaneKeeper(
      ThreadCalls calls,
      MachineNow machine,
      LaneRegistry registry,
      Housekeeping others,
      Unpinned unpinned,
      LaneBoundary boundary) {
    this.calls = calls;
    this.machine = machine;
    this.registry = registry;
    this.others = others;
    this.unpinned = unpinned;
    this.boundary = boundary;
  }

  /** With these means from now on. */
  void use(EnforcementMeans next) {
    means = next;
  }

  /** Looks at all lanes; what could not be done for one of them, when something could not. */
  Optional<RuntimeException> putBack() {
    RuntimeException failure = null;
    for (PinnedLane lane : registry.lanes()) {
      try {
        check(lane);
      } catch (IllegalStateException | SystemCallException e) {
        // The other lanes are looked at nevertheless, and this one again the next time.
        failure = e;
      }
    }
    try {
      bringBack();
    } catch (IllegalStateException | SystemCallException e) {
      failure = e;
    }
    return Optional.ofNullable(failure);
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
    // Under SCHED_FIFO it would starve whatever runs where the kernel has put it.
    means.realTime().undo(lane.id());
    try {
      settle(registry.elsewhere(lane), lost);
    } catch (IllegalArgumentException e) {
      registry.release(lane.thread());
      unpinned.add(lane.thread(), lost + "; " + e.getMessage());
      LOG.log(
          Level.ERROR,
          "{0}: {1}; not pinned any more: {2}",
          lane.thread().getName(),
          lost,
          e.getMessage());
    }
  }

  /**
   * Lanes that lost their core and share one since get one of their own when there is one again.
   */
  private void bringBack() {
    displaced.removeIf(thread -> registry.core(thread).isEmpty());
    if (displaced.isEmpty()) {
      return;
    }
    registry.topology(machine.readAgain());
    for (PinnedLane lane : registry.lanes()) {
      if (displaced.contains(lane.thread())) {
        registry
            .better(lane)
            .ifPresent(
                moved -> {
                  means.realTime().undo(lane.id());
                  settle(moved, "core " + lane.core() + ": it was shared until another came");
                });
      }
    }
  }

  private void settle(PinnedLane moved, String why) {
    String name = moved.thread().getName();
    boolean between = boundary.run(name, () -> pinAndReadBack(moved.id(), moved.core()));
    if (!between) {
      pinAndReadBack(moved.id(), moved.core());
    }
    if (others.cores().contains(moved.core())) {
      displaced.add(moved.thread());
    } else {
      displaced.remove(moved.thread());
    }
    registry.note(
        realTime(moved)
            .noting(
                (between ? "moved between two cycles" : "moved from outside") + ", read back",
                List.of(why)));
    shareCache();
    LOG.log(Level.WARNING, "{0}: {1}; moved to core {2}", name, why, moved.core());
  }

  /** Puts a lane under a real-time policy where that is wanted and harmless; notes what came. */
  PinnedLane realTime(PinnedLane lane) {
    return means.realTime().apply(lane, machine.topology(), others.cores());
  }

  /** Gives lanes their ways of the cache; what could not be had, empty when nothing. */
  String shareCache() {
    CpuSet lanes = CpuSet.of(registry.lanes().stream().map(PinnedLane::core).toList());
    return means.cache().give(lanes, machine.topology());
  }

  /**
   * Pins a thread.
   *
   * @throws IllegalStateException when the system did not do as it was told
   */
  void pinAndReadBack(int id, int core) {
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
}
