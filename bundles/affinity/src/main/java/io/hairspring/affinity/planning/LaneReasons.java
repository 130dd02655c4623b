package io.hairspring.affinity.planning;

import io.hairspring.affinity.topology.Cache;
import io.hairspring.affinity.topology.CpuSet;
import io.hairspring.affinity.topology.NumaNode;
import io.hairspring.api.placement.LaneRequest;
import io.hairspring.api.placement.PlacementDecision;
import io.hairspring.api.placement.ThreadPlacement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** Puts the choice of a lane's core into words: what speaks for it, and what was given up. */
final class LaneReasons {
  private final Ground ground;
  private final CpuSet lanes;
  private final CpuSet housekeeping;

  /** With the processors of all lanes and those that are left for everything else. */
  LaneReasons(Ground ground, CpuSet lanes, CpuSet housekeeping) {
    this.ground = ground;
    this.lanes = lanes;
    this.housekeeping = housekeeping;
  }

  PlacementDecision explain(LaneRequest lane, Map<LaneRequest, Integer> cores) {
    Integer cpu = cores.get(lane);
    if (cpu == null) {
      return new PlacementDecision(
          lane.name(),
          PlacementDecision.Role.LANE,
          List.of(),
          "no core is left: usable " + ground.topology().usable() + ", lanes on " + lanes,
          List.of("a core of its own: it floats over the housekeeping cores with everything else"));
    }
    return new PlacementDecision(
        lane.name(),
        PlacementDecision.Role.LANE,
        List.of(cpu),
        String.join(", ", merits(lane, cpu, cores)),
        losses(lane, cpu, cores));
  }

  private List<String> merits(LaneRequest lane, int cpu, Map<LaneRequest, Integer> cores) {
    List<String> merits = new ArrayList<>();
    merits.add(
        lane.core() == ThreadPlacement.ANY
            ? "best core that is left"
            : "demanded by configuration");
    if (ground.isolated(cpu)) {
      merits.add("isolated from the scheduler");
    }
    if (ground.tickless(cpu)) {
      merits.add("without a periodic tick");
    }
    if (ground.topology().fastestKind() > 0 && fastest(cpu)) {
      merits.add("a performance core");
    }
    CpuSet siblings = ground.siblings(cpu);
    if (!siblings.isEmpty() && !siblings.intersects(housekeeping)) {
      merits.add("sibling " + siblings + " stays idle");
    }
    partners(lane, cores, cpu, true)
        .ifPresent(names -> merits.add("under one " + cache(cpu) + " with " + names));
    if (ground.deviceNode().isPresent() && ground.deviceDistance(cpu) == 0) {
      merits.add("on node " + ground.deviceNode().getAsInt() + " of the network device");
    } else if (ground.topology().nodes().size() > 1) {
      ground.topology().nodeOf(cpu).ifPresent(node -> merits.add("memory on node " + node.id()));
    }
    return merits;
  }

  private List<String> losses(LaneRequest lane, int cpu, Map<LaneRequest, Integer> cores) {
    List<String> losses = new ArrayList<>();
    if (housekeeping.contains(cpu)) {
      losses.add("a core of its own: this is the only one, and everything else runs here too");
    }
    if (!ground.isolated(cpu)) {
      losses.add("isolation: other processes may run on core " + cpu + " (isolcpus=" + cpu + ")");
    } else if (!ground.tickless(cpu)) {
      losses.add("silence: core " + cpu + " keeps its periodic tick (nohz_full=" + cpu + ")");
    }
    if (!fastest(cpu)) {
      losses.add("a performance core: core " + cpu + " is of a slower kind");
    }
    CpuSet siblings = ground.siblings(cpu).and(housekeeping);
    if (!siblings.isEmpty()) {
      losses.add("an idle sibling: everything else runs on " + siblings + " of the same core");
    }
    partners(lane, cores, cpu, false)
        .ifPresent(names -> losses.add("a shared cache: " + names + " lies under another"));
    device(cpu).ifPresent(losses::add);
    if (!ground.topology().described()) {
      losses.add(
          "knowledge of the machine: siblings, caches and memory nodes are unknown, because the"
              + " kernel does not show them (mount -t sysfs sysfs /sys)");
    }
    return losses;
  }

  private boolean fastest(int cpu) {
    return ground.kind(cpu) == ground.topology().fastestKind();
  }

  private Optional<String> device(int cpu) {
    OptionalInt device = ground.deviceNode();
    if (device.isEmpty() || ground.deviceDistance(cpu) == 0) {
      return Optional.empty();
    }
    String node =
        ground.topology().nodeOf(cpu).map(NumaNode::id).map(String::valueOf).orElse("unknown");
    return Optional.of(
        "nearness: the network device is on node " + device.getAsInt() + ", the core on " + node);
  }

  private Optional<String> partners(
      LaneRequest lane, Map<LaneRequest, Integer> cores, int cpu, boolean near) {
    List<String> names =
        cores.entrySet().stream()
            .filter(entry -> LaneGroups.exchange(lane, entry.getKey()))
            .filter(entry -> ground.nearby(cpu).contains(entry.getValue()) == near)
            .map(entry -> entry.getKey().name())
            .toList();
    return names.isEmpty() ? Optional.empty() : Optional.of(String.join(" and ", names));
  }

  private String cache(int cpu) {
    return ground
        .topology()
        .lastLevelCache(cpu)
        .map(LaneReasons::named)
        .orElse("cache of unknown size");
  }

  private static String named(Cache cache) {
    return "L" + cache.level() + " cache of " + (cache.bytes() >> 10) + " KiB";
  }
}
