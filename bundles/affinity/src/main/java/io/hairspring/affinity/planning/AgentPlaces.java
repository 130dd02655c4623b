package io.hairspring.affinity.planning;

import io.hairspring.affinity.topology.CpuSet;
import io.hairspring.affinity.topology.NumaNode;
import io.hairspring.affinity.topology.Topology;
import io.hairspring.api.placement.AgentRequest;
import io.hairspring.api.placement.PlacementDecision;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** Places agents on the housekeeping processors of the memory node of what they serve. */
final class AgentPlaces {
  private final CpuSet housekeeping;
  private final Topology topology;
  private final OptionalInt deviceNode;
  private final Map<String, Integer> lanes;

  /** With the cores of lanes, by name. */
  AgentPlaces(
      Topology topology, OptionalInt deviceNode, CpuSet housekeeping, Map<String, Integer> lanes) {
    this.topology = topology;
    this.deviceNode = deviceNode;
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
      return deviceNode.isPresent() ? topology.node(deviceNode.getAsInt()) : Optional.empty();
    }
    Integer core = lanes.get(agent.serves());
    return core == null ? Optional.empty() : topology.nodeOf(core);
  }
}
