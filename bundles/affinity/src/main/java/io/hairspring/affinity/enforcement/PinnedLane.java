package io.hairspring.affinity.enforcement;

import io.hairspring.api.placement.PlacementDecision;
import java.util.ArrayList;
import java.util.List;

/**
 * A lane on its core.
 *
 * @param thread its Java thread, by which its end is noticed
 * @param id the kernel's number of the thread
 * @param core its processor
 * @param decision why it is there
 */
public record PinnedLane(Thread thread, int id, int core, PlacementDecision decision) {

  /** The same, with something more that is known for it or lost. */
  PinnedLane noting(String merit, List<String> losses) {
    List<String> all = new ArrayList<>(decision.givenUp());
    all.addAll(losses);
    return new PinnedLane(
        thread,
        id,
        core,
        new PlacementDecision(
            decision.thread(),
            decision.role(),
            decision.cores(),
            decision.reason() + (merit.isEmpty() ? "" : ", " + merit),
            all));
  }

  boolean ended() {
    return thread.getState() == Thread.State.TERMINATED;
  }
}
