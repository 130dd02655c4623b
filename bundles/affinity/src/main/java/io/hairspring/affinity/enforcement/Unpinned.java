package io.hairspring.affinity.enforcement;

import io.hairspring.api.placement.PlacementDecision;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Threads that asked for a core and have none, and why. One thread at a time. */
final class Unpinned {
  private final Map<Thread, PlacementDecision> refused = new LinkedHashMap<>();

  /** Notes one. */
  void add(Thread thread, String why) {
    refused.put(
        thread,
        new PlacementDecision(
            thread.getName(),
            PlacementDecision.Role.LANE,
            List.of(),
            "not pinned: " + why,
            List.of("a core of its own")));
  }

  /** One of them has a core now, or wants none. */
  void remove(Thread thread) {
    refused.remove(thread);
  }

  /** Those that have not ended. */
  Collection<PlacementDecision> all() {
    refused.keySet().removeIf(thread -> thread.getState() == Thread.State.TERMINATED);
    return List.copyOf(refused.values());
  }
}
