package io.hairspring.api.placement;

import java.util.List;
import java.util.OptionalInt;

/**
 * What is to be placed on a machine.
 *
 * @param lanes lanes, the most important first: it chooses first
 * @param agents agents
 * @param deviceNode memory node of the network device, when it is known
 */
public record PlacementRequest(
    List<LaneRequest> lanes, List<AgentRequest> agents, OptionalInt deviceNode) {

  /** Copies what it is given. */
  public PlacementRequest {
    lanes = List.copyOf(lanes);
    agents = List.copyOf(agents);
  }
}
