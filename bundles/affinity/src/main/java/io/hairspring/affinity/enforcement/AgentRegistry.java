package io.hairspring.affinity.enforcement;

import io.hairspring.affinity.planning.PlacementPlanner;
import io.hairspring.affinity.topology.CpuSet;
import io.hairspring.affinity.topology.Topology;
import io.hairspring.api.placement.AgentRequest;
import io.hairspring.api.placement.PlacementDecision;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/**
 * Which threads are agents, and where each is: near what it serves, as far as lanes leave cores
 * there. Decided anew at every look, because lanes come, move and end. One thread at a time.
 */
final class AgentRegistry {
  private record Agent(int id, AgentRequest request) {}

  private final Map<String, AgentRequest> expected = new HashMap<>();
  private final Map<Thread, Agent> agents = new LinkedHashMap<>();

  /** Notes what agents serve, before their threads come. */
  void expect(List<AgentRequest> requests) {
    requests.forEach(request -> expected.put(request.name(), request));
  }

  /** A thread is the agent of this name from now on. */
  void came(Thread thread, int id, String name) {
    agents.put(thread, new Agent(id, expected.getOrDefault(name, new AgentRequest(name, ""))));
  }

  /** A thread is no agent any more. */
  void left(Thread thread) {
    agents.remove(thread);
  }

  /** Forgets those whose threads have ended. */
  void removeEnded() {
    agents.keySet().removeIf(thread -> thread.getState() == Thread.State.TERMINATED);
  }

  /**
   * Where each is to be, in the order in which they came, by the kernel's number of the thread.
   *
   * @param housekeeping processors on which they may be
   * @param lanes the core of each lane, by name
   */
  Map<Integer, PlacementDecision> decide(
      Topology topology, OptionalInt deviceNode, CpuSet housekeeping, Map<String, Integer> lanes) {
    List<Agent> all = List.copyOf(agents.values());
    List<PlacementDecision> decisions =
        new PlacementPlanner(topology)
            .agents(all.stream().map(Agent::request).toList(), deviceNode, housekeeping, lanes);
    Map<Integer, PlacementDecision> decided = new LinkedHashMap<>();
    for (int i = 0; i < all.size(); i++) {
      decided.put(all.get(i).id(), decisions.get(i));
    }
    return decided;
  }
}
