package io.hairspring.affinity.planning;

import io.hairspring.affinity.topology.CpuSet;
import io.hairspring.affinity.topology.Topology;
import io.hairspring.api.placement.AgentRequest;
import io.hairspring.api.placement.LaneRequest;
import io.hairspring.api.placement.PlacementDecision;
import io.hairspring.api.placement.PlacementPlan;
import io.hairspring.api.placement.PlacementRequest;
import io.hairspring.api.placement.ThreadPlacement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/**
 * Places lanes, agents and everything else on a machine. Lanes get cores of their own: isolated
 * ones first, never two on the threads of one physical core, faster kinds before slower, those that
 * exchange data under one last-level cache, near the network device. What is left is for
 * housekeeping; at least one core is, on a machine that has two. Pure; any thread.
 */
public final class PlacementPlanner {
  private final Topology topology;

  /** For a machine. */
  public PlacementPlanner(Topology topology) {
    this.topology = topology;
  }

  /**
   * Plans.
   *
   * @param taken processors that lanes hold already, of this process or another
   * @throws IllegalArgumentException in one line when a demanded core cannot be had
   */
  public PlacementPlan plan(PlacementRequest request, CpuSet taken) {
    CpuSet demanded = demanded(request.lanes(), taken);
    Ground ground = Ground.of(topology, taken, demanded, request.deviceNode());
    Map<LaneRequest, Integer> cores = cores(request.lanes(), ground, taken);
    CpuSet lanes = CpuSet.of(List.copyOf(cores.values())).or(taken);
    CpuSet housekeeping = housekeeping(lanes);

    LaneReasons reasons = new LaneReasons(ground, lanes, housekeeping);
    List<PlacementDecision> decisions = new ArrayList<>();
    request.lanes().forEach(lane -> decisions.add(reasons.explain(lane, cores)));
    Map<String, Integer> named = new HashMap<>();
    cores.forEach((lane, core) -> named.put(lane.name(), core));
    decisions.addAll(agents(request.agents(), request.deviceNode(), housekeeping, named));
    decisions.add(everythingElse(housekeeping, lanes));
    CpuSet idle =
        Ground.withSiblings(topology, lanes)
            .and(topology.usable())
            .minus(lanes)
            .minus(housekeeping);
    return new PlacementPlan(decisions, housekeeping.toList(), idle.toList());
  }

  /**
   * Places agents beside lanes that have their cores.
   *
   * @param housekeeping processors on which they may be put
   * @param lanes the core of each lane, by name
   * @return a decision for each, in their order
   */
  public List<PlacementDecision> agents(
      List<AgentRequest> agents,
      OptionalInt deviceNode,
      CpuSet housekeeping,
      Map<String, Integer> lanes) {
    AgentPlaces places = new AgentPlaces(topology, deviceNode, housekeeping, lanes);
    return agents.stream().map(places::place).toList();
  }

  private CpuSet demanded(List<LaneRequest> lanes, CpuSet taken) {
    CpuSet demanded = CpuSet.NONE;
    for (LaneRequest lane : lanes) {
      if (lane.core() != ThreadPlacement.ANY) {
        refuseUnfit(lane, demanded, taken);
        demanded = demanded.or(CpuSet.of(lane.core()));
      }
    }
    return demanded;
  }

  private void refuseUnfit(LaneRequest lane, CpuSet demanded, CpuSet taken) {
    CpuSet free = topology.usable().minus(Ground.withSiblings(topology, demanded.or(taken)));
    if (free.contains(lane.core())) {
      return;
    }
    CpuSet others = demanded.or(taken);
    String why =
        others.contains(lane.core())
            ? " is another lane's"
            : topology.usable().contains(lane.core())
                ? " shares a physical core with the lane on "
                    + Ground.withSiblings(topology, CpuSet.of(lane.core())).and(others)
                : topology.present().minus(topology.online()).contains(lane.core())
                    ? " is offline"
                    : " does not exist or is not allowed to this process";
    throw new IllegalArgumentException(
        lane.name()
            + ": core "
            + lane.core()
            + why
            + ": allowed "
            + topology.usable()
            + "; free "
            + free);
  }

  private Map<LaneRequest, Integer> cores(List<LaneRequest> lanes, Ground ground, CpuSet taken) {
    Map<LaneRequest, Integer> cores = new LinkedHashMap<>();
    for (LaneRequest lane : lanes) {
      if (lane.core() != ThreadPlacement.ANY) {
        cores.put(lane, lane.core());
      }
    }
    GroupChoice choice = new GroupChoice(ground);
    for (List<LaneRequest> group : LaneGroups.of(lanes)) {
      cores.putAll(choice.choose(group, taken.or(CpuSet.of(List.copyOf(cores.values())))));
    }
    return cores;
  }

  /**
   * What lanes and their siblings leave, without isolated processors where there are others;
   * siblings where nothing else is left; everything on a machine of one processor.
   */
  private CpuSet housekeeping(CpuSet lanes) {
    CpuSet usable = topology.usable();
    CpuSet rest = usable.minus(Ground.withSiblings(topology, lanes));
    CpuSet shared = rest.minus(topology.limits().isolated());
    CpuSet siblings = usable.minus(lanes);
    return !shared.isEmpty()
        ? shared
        : !rest.isEmpty() ? rest : !siblings.isEmpty() ? siblings : usable;
  }

  private static PlacementDecision everythingElse(CpuSet housekeeping, CpuSet lanes) {
    boolean apart = !housekeeping.intersects(lanes);
    return new PlacementDecision(
        "everything else",
        PlacementDecision.Role.HOUSEKEEPING,
        housekeeping.toList(),
        "collector, compiler, signals, control and all other threads: what lanes leave",
        apart ? List.of() : List.of("cores of its own: there is none beside the lanes'"));
  }
}
