package io.hairspring.api.placement;

import java.util.List;
import java.util.Optional;

/**
 * Decisions that belong together.
 *
 * @param decisions one per lane and agent of the request and one for everything else
 * @param housekeeping the processors of everything that is not a lane, ascending
 * @param idle processors kept empty because a lane runs on the same physical core, ascending
 * @param memory what lies where outside the heap, a sentence each; none in a plan
 */
public record PlacementPlan(
    List<PlacementDecision> decisions,
    List<Integer> housekeeping,
    List<Integer> idle,
    List<String> memory) {

  /** Copies what it is given. */
  public PlacementPlan {
    decisions = List.copyOf(decisions);
    housekeeping = List.copyOf(housekeeping);
    idle = List.copyOf(idle);
    memory = List.copyOf(memory);
  }

  /** One that says nothing of memory. */
  public PlacementPlan(
      List<PlacementDecision> decisions, List<Integer> housekeeping, List<Integer> idle) {
    this(decisions, housekeeping, idle, List.of());
  }

  /** The same, with what lies where. */
  public PlacementPlan with(List<String> regions) {
    return new PlacementPlan(decisions, housekeeping, idle, regions);
  }

  /** The decision about a lane or an agent. */
  public Optional<PlacementDecision> of(String thread) {
    return decisions.stream().filter(decision -> decision.thread().equals(thread)).findFirst();
  }
}
