package io.hairspring.affinity.enforcement;

import io.hairspring.affinity.topology.CpuSet;
import io.hairspring.api.placement.PlacementDecision;
import io.hairspring.api.placement.PlacementPlan;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * Puts into words where everything is.
 *
 * @param lanes those that run on a core of theirs
 * @param unpinned those that asked for one and have none
 * @param reserved cores that are kept for lanes that do not run
 * @param agents where agents are
 * @param rest what lanes leave
 */
record InForce(
    Collection<PinnedLane> lanes,
    Collection<PlacementDecision> unpinned,
    Collection<PlacementDecision> reserved,
    Collection<PlacementDecision> agents,
    PlacementPlan rest) {

  /**
   * The plan that is in force.
   *
   * @param cores processors of everything else
   * @param confined how many threads are confined to them
   * @param avoided processors of contended caches
   * @param refusal what threads could not be given; empty when nothing
   */
  PlacementPlan plan(CpuSet cores, int confined, CpuSet avoided, String refusal) {
    List<PlacementDecision> decisions = new ArrayList<>();
    lanes.forEach(lane -> decisions.add(lane.decision()));
    decisions.addAll(unpinned);
    reserved.forEach(kept -> decisions.add(waiting(kept)));
    decisions.addAll(agents);
    for (PlacementDecision decision : rest.decisions()) {
      decisions.add(
          lanes.isEmpty()
              ? everythingElse(decision, cores, "the cores of the process: no lane is pinned", "")
              : everythingElse(
                  decision,
                  cores,
                  decision.reason()
                      + ": "
                      + confined
                      + " threads confined"
                      + (avoided.isEmpty() ? "" : ", away from the contended cache of " + avoided),
                  refusal));
    }
    return new PlacementPlan(decisions, rest.housekeeping(), rest.idle());
  }

  private static PlacementDecision waiting(PlacementDecision kept) {
    return new PlacementDecision(
        kept.thread(),
        kept.role(),
        kept.cores(),
        "reserved, the lane does not run: " + kept.reason(),
        kept.givenUp());
  }

  private static PlacementDecision everythingElse(
      PlacementDecision planned, CpuSet cores, String reason, String refusal) {
    List<String> losses = new ArrayList<>(planned.givenUp());
    if (!refusal.isEmpty()) {
      losses.add(refusal);
    }
    return new PlacementDecision(planned.thread(), planned.role(), cores.toList(), reason, losses);
  }
}
