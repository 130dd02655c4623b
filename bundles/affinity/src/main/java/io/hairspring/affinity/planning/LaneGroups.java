package io.hairspring.affinity.planning;

import io.hairspring.api.placement.LaneRequest;
import java.util.ArrayList;
import java.util.List;

/**
 * Lanes that exchange data, directly or through others, belong together. A lane's place in the
 * request is its rank, and a group has the rank of its first.
 */
final class LaneGroups {
  private LaneGroups() {}

  /** The groups, by rank. */
  static List<List<LaneRequest>> of(List<LaneRequest> lanes) {
    List<List<LaneRequest>> groups = new ArrayList<>();
    List<LaneRequest> waiting = new ArrayList<>(lanes);
    while (!waiting.isEmpty()) {
      List<LaneRequest> group = new ArrayList<>(List.of(waiting.remove(0)));
      for (int i = 0; i < group.size(); i++) {
        LaneRequest lane = group.get(i);
        List<LaneRequest> found = waiting.stream().filter(other -> exchange(lane, other)).toList();
        group.addAll(found);
        waiting.removeAll(found);
      }
      groups.add(group);
    }
    return groups;
  }

  /** Whether two lanes exchange data, whichever of them says so. */
  static boolean exchange(LaneRequest one, LaneRequest other) {
    return one.exchangesWith().contains(other.name()) || other.exchangesWith().contains(one.name());
  }
}
