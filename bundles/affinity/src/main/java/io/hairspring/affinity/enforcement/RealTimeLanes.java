package io.hairspring.affinity.enforcement;

import io.hairspring.affinity.os.SystemCallException;
import io.hairspring.affinity.os.ThreadCalls;
import io.hairspring.affinity.topology.CpuSet;
import io.hairspring.affinity.topology.HostFiles;
import io.hairspring.affinity.topology.Limits;
import io.hairspring.affinity.topology.Topology;
import io.hairspring.api.placement.PlacementDecision;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Puts lanes under {@code SCHED_FIFO} where that is wanted, possible and harmless, and takes them
 * out again before they go where it would be harmful. One thread at a time.
 */
public final class RealTimeLanes {
  private static final System.Logger LOG = System.getLogger(RealTimeLanes.class.getName());

  private static final String MERIT = "SCHED_FIFO " + RealTimePolicy.PRIORITY;
  private static final String REFUSED = "SCHED_FIFO: ";
  private static final String DANGER = "safety, as forced: ";

  private final boolean wanted;
  private final boolean forced;
  private final ThreadCalls calls;
  private final RealTimePolicy policy;
  private final Set<Integer> raised = new HashSet<>();

  /**
   * With what configuration wants.
   *
   * @param wanted whether lanes are to be real-time threads at all
   * @param forced whether dangers do not count
   */
  public RealTimeLanes(boolean wanted, boolean forced, ThreadCalls calls, HostFiles files) {
    this.wanted = wanted;
    this.forced = forced;
    this.calls = calls;
    policy = new RealTimePolicy(files);
  }

  /**
   * Does so for a lane that is pinned, and notes what came of it.
   *
   * @param housekeeping processors on which everything else runs
   */
  PinnedLane apply(PinnedLane lane, Topology topology, CpuSet housekeeping) {
    if (!wanted) {
      return lane;
    }
    List<String> dangers = policy.dangers(lane.core(), quiet(lane.core(), topology));
    List<String> refusals = new ArrayList<>(policy.obstacles());
    if (housekeeping.contains(lane.core())) {
      refusals.add(
          "everything else runs on core " + lane.core() + " too, and would never run again");
    }
    if (!forced) {
      refusals.addAll(dangers);
    }
    if (!refusals.isEmpty()) {
      return lane.noting("", refused(refusals));
    }
    try {
      calls.setFirstInFirstOut(lane.id(), RealTimePolicy.PRIORITY);
      raised.add(lane.id());
    } catch (SystemCallException e) {
      return lane.noting("", refused(List.of(e.getMessage())));
    }
    return lane.noting(MERIT, dangers.stream().map(danger -> DANGER + danger).toList());
  }

  /** Makes a thread an ordinary one again, if it was made a real-time one here. */
  void undo(int thread) {
    if (raised.remove(thread)) {
      makeOrdinary(calls, thread);
    }
  }

  /** Makes a thread an ordinary one, or says that it is not. */
  public static void makeOrdinary(ThreadCalls calls, int thread) {
    try {
      calls.setOrdinary(thread);
    } catch (SystemCallException e) {
      if (e.code() != SystemCallException.ESRCH) {
        LOG.log(
            Level.ERROR,
            "thread {0} stays under SCHED_FIFO: {1} (chrt --other --pid 0 {0})",
            Integer.toString(thread),
            e.getMessage());
      }
    }
  }

  /** Forgets threads that have ended: their numbers are given to others. */
  void keepOnly(Set<Integer> threads) {
    raised.retainAll(threads);
  }

  /** Makes all of them ordinary threads again. */
  void undoAll() {
    Set.copyOf(raised).forEach(this::undo);
  }

  /** The lane, with nothing noted that came of an earlier attempt. */
  static PinnedLane forgotten(PinnedLane lane) {
    PlacementDecision decision = lane.decision();
    return new PinnedLane(
        lane.thread(),
        lane.id(),
        lane.core(),
        new PlacementDecision(
            decision.thread(),
            decision.role(),
            decision.cores(),
            decision.reason().replace(", " + MERIT, ""),
            decision.givenUp().stream()
                .filter(loss -> !loss.startsWith(REFUSED) && !loss.startsWith(DANGER))
                .toList()));
  }

  private static boolean quiet(int core, Topology topology) {
    Limits limits = topology.limits();
    return limits.isolated().and(limits.nohzFull()).containsAll(CpuSet.of(core));
  }

  private static List<String> refused(List<String> reasons) {
    return reasons.stream().map(reason -> REFUSED + reason).toList();
  }
}
