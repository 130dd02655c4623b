package io.hairspring.api.placement;

import java.util.List;

/**
 * Where something was put, in words too.
 *
 * @param thread what was placed: a lane, an agent, or all other threads
 * @param role what kind of thread it is
 * @param cores the processors it may run on, ascending; none for a lane that found no core
 * @param reason why these
 * @param givenUp what would have been better and was not to be had, one sentence each
 */
public record PlacementDecision(
    String thread, Role role, List<Integer> cores, String reason, List<String> givenUp) {

  /** What kind of thread is placed. */
  public enum Role {
    /** Spins on a core of its own. */
    LANE,
    /** Shares the housekeeping cores, near what it serves. */
    AGENT,
    /** Every other thread of the process. */
    HOUSEKEEPING
  }

  /** Copies what it is given. */
  public PlacementDecision {
    cores = List.copyOf(cores);
    givenUp = List.copyOf(givenUp);
  }
}
