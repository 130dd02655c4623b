package io.hairspring.api.placement;

import java.util.Set;

/**
 * A lane that wants a core.
 *
 * @param name names it in decisions; unique in a request
 * @param core the processor that configuration demands, or {@link ThreadPlacement#ANY}
 * @param exchangesWith names of the lanes with which it exchanges data; one direction is enough
 */
public record LaneRequest(String name, int core, Set<String> exchangesWith) {

  /** Copies what it is given. */
  public LaneRequest {
    exchangesWith = Set.copyOf(exchangesWith);
  }

  /** One that takes any core and exchanges with no other lane. */
  public static LaneRequest any(String name) {
    return new LaneRequest(name, ThreadPlacement.ANY, Set.of());
  }
}
