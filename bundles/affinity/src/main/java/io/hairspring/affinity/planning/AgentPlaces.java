package io.hairspring.affinity.planning;

import io.hairspring.affinity.topology.CpuSet;
import io.hairspring.affinity.topology.NumaNode;
import io.hairspring.api.placement.AgentRequest;
import io.hairspring.api.placement.LaneRequest;
import io.hairspring.api.placement.PlacementDecision;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Places agents on the housekeeping processors of the memory node of what they serve. */
final class AgentPlaces {
  private final Ground ground;
  private final CpuSet housekeeping;
  private final Map<LaneRequest, Integer> lanes;

  AgentPlaces(Ground ground, CpuSet housekeeping, Map<LaneRequest, Integer> lanes) {
    this.ground = ground;
    this.housekeeping = housekeeping;
    this.lanes = lanes;
  }

  PlacementDecision place(AgentRequest agent) {
    Optional<NumaNode> node = nodeServed(agent);
    if (node.isEmpty()) {
      String reason =
          agent.serves().isEmpty()
              ? "housekeeping cores: it serves nothing in particular"
              : "housekeeping cores: the memory node of " + agent.serves() + " is not known";
      return decision(agent, housekeeping, reason, List.of());
    }
    CpuSet beside = node.get().cpus().and(housekeeping);
    String place = "node " + node.get().id() + " of " + agent.serves();
    return beside.isEmpty()
        ? decision(
            agent,
            housekeeping,
            "housekeeping cores",
            List.of("nearness: no housekeeping core is on " + place))
        : decision(agent, beside, "housekeeping cores on " + place, List.of());
  }

  private static PlacementDecision decision(
      AgentRequest agent, CpuSet cores, String reason, List<String> givenUp) {
    return new PlacementDecision(
        agent.name(), PlacementDecision.Role.AGENT, cores.toList(), reason, givenUp);
  }

  private Optional<NumaNode> nodeServed(AgentRequest agent) {
    if (agent.serves().equals(AgentRequest.DEVICE)) {
      return ground.deviceNode().isPresent()
          ? ground.topology().node(ground.deviceNode().getAsInt())
          : Optional.empty();
    }
    return lanes.entrySet().stream()
        .filter(entry -> entry.getKey().name().equals(agent.serves()))
        .findFirst()
        .flatMap(entry -> ground.topology().nodeOf(entry.getValue()));
  }
}
