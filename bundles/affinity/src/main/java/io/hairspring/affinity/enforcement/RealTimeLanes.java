package io.hairspring.affinity.enforcement;

import io.hairspring.affinity.os.SystemCallException;
import io.hairspring.affinity.os.ThreadCalls;
import io.hairspring.affinity.topology.CpuSet;
import io.hairspring.affinity.topology.HostFiles;
import io.hairspring.affinity.topology.Limits;
import io.hairspring.affinity.topology.Topology;
import java.util.ArrayList;
import java.util.List;

/** Puts lanes under {@code SCHED_FIFO} where that is wanted, possible and harmless. */
public final class RealTimeLanes {
  private final boolean wanted;
  private final boolean forced;
  private final ThreadCalls calls;
  private final RealTimePolicy policy;

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

  /** Does so for a lane that is pinned, and notes what came of it. */
  PinnedLane apply(PinnedLane lane, Topology topology) {
    if (!wanted) {
      return lane;
    }
    List<String> dangers = policy.dangers(lane.core(), quiet(lane.core(), topology));
    List<String> refusals = new ArrayList<>(policy.obstacles());
    if (!forced) {
      refusals.addAll(dangers);
    }
    if (!refusals.isEmpty()) {
      return lane.noting("", refused(refusals));
    }
    try {
      calls.setFirstInFirstOut(lane.id(), RealTimePolicy.PRIORITY);
    } catch (SystemCallException e) {
      return lane.noting("", refused(List.of(e.getMessage())));
    }
    return lane.noting(
        "SCHED_FIFO " + RealTimePolicy.PRIORITY,
        dangers.stream().map(danger -> "safety, as forced: " + danger).toList());
  }

  private static boolean quiet(int core, Topology topology) {
    Limits limits = topology.limits();
    return limits.isolated().and(limits.nohzFull()).containsAll(CpuSet.of(core));
  }

  private static List<String> refused(List<String> reasons) {
    return reasons.stream().map(reason -> "SCHED_FIFO: " + reason).toList();
  }
}
