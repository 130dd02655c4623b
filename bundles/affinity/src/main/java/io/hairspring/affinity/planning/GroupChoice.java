package io.hairspring.affinity.planning;

import io.hairspring.affinity.topology.CpuSet;
import io.hairspring.api.placement.LaneRequest;
import io.hairspring.api.placement.ThreadPlacement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Chooses cores for a group of lanes that exchange data. Every neighbourhood, that is what lies
 * under one last-level cache, is tried, and the machine as a whole; the best outcome wins. What
 * counts, most first: lanes that found a core, isolated cores, faster kinds, one cache for all,
 * nearness to the network device, cores without a tick, room left where the group is not, and last
 * the higher numbers, because devices and the system's own work tend to be on the lower.
 */
final class GroupChoice {
  private final Ground ground;

  GroupChoice(Ground ground) {
    this.ground = ground;
  }

  /** The core of each lane that found one. */
  Map<LaneRequest, Integer> choose(List<LaneRequest> group, CpuSet taken) {
    List<CpuSet> places = new ArrayList<>(ground.neighbourhoods());
    places.add(ground.open());
    return places.stream()
        .map(place -> fill(group, place, taken))
        .max(this::compare)
        .orElse(Map.of());
  }

  private Map<LaneRequest, Integer> fill(List<LaneRequest> group, CpuSet place, CpuSet taken) {
    Map<LaneRequest, Integer> cores = new LinkedHashMap<>();
    CpuSet blocked = Ground.withSiblings(ground.topology(), taken);
    for (LaneRequest lane : group) {
      if (lane.core() != ThreadPlacement.ANY) {
        cores.put(lane, lane.core());
        blocked = blocked.or(Ground.withSiblings(ground.topology(), CpuSet.of(lane.core())));
      }
    }
    for (LaneRequest lane : group) {
      int cpu = cores.containsKey(lane) ? -1 : best(place.minus(blocked), cores);
      if (cpu >= 0) {
        cores.put(lane, cpu);
        blocked = blocked.or(Ground.withSiblings(ground.topology(), CpuSet.of(cpu)));
      }
    }
    return cores;
  }

  private int best(CpuSet candidates, Map<LaneRequest, Integer> placed) {
    Comparator<Integer> order =
        Comparator.<Integer, Boolean>comparing(ground::isolated)
            .thenComparing(ground::kind)
            .thenComparing(cpu -> near(cpu, placed))
            .thenComparing(cpu -> -ground.deviceDistance(cpu))
            .thenComparing(ground::tickless)
            .thenComparing(Comparator.naturalOrder());
    return candidates.toList().stream().max(order).orElse(-1);
  }

  private boolean near(int cpu, Map<LaneRequest, Integer> placed) {
    return ground.nearby(cpu).containsAll(CpuSet.of(List.copyOf(placed.values())));
  }

  private int compare(Map<LaneRequest, Integer> one, Map<LaneRequest, Integer> other) {
    long[] left = merits(List.copyOf(one.values()));
    long[] right = merits(List.copyOf(other.values()));
    return Arrays.compare(left, right);
  }

  private long[] merits(List<Integer> cpus) {
    CpuSet all = CpuSet.of(cpus);
    boolean together = cpus.isEmpty() || ground.nearby(cpus.get(0)).containsAll(all);
    return new long[] {
      cpus.size(),
      cpus.stream().filter(ground::isolated).count(),
      cpus.stream().mapToInt(ground::kind).sum(),
      together ? 1 : 0,
      -cpus.stream().mapToLong(ground::deviceDistance).sum(),
      cpus.stream().filter(ground::tickless).count(),
      cpus.stream().mapToInt(Integer::intValue).sum()
    };
  }
}
