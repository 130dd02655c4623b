package io.hairspring.affinity.enforcement;

import io.hairspring.affinity.topology.CpuSet;
import io.hairspring.api.placement.PlacementDecision;
import io.hairspring.api.placement.PlacementPlan;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Cores that are kept for the lanes of whoever has this, whether they run or not. A name is no
 * claim: anybody can give a thread any. One thread at a time.
 */
public final class Reservation {
  private final PlacementPlan plan;
  private final Map<String, PlacementDecision> kept = new LinkedHashMap<>();

  Reservation(PlacementPlan plan, Map<String, PlacementDecision> kept) {
    this.plan = plan;
    this.kept.putAll(kept);
  }

  /** As it was planned. */
  public PlacementPlan plan() {
    return plan;
  }

  /** What is kept for a lane. */
  Optional<PlacementDecision> of(String lane) {
    return Optional.ofNullable(kept.get(lane));
  }

  /** What is kept, in the order of the request. */
  List<PlacementDecision> kept() {
    return new ArrayList<>(kept.values());
  }

  CpuSet cores() {
    return CpuSet.of(kept.values().stream().map(decision -> decision.cores().get(0)).toList());
  }

  /** Keeps another core for a lane than the one that it had; nothing when it had another. */
  void exchange(String lane, int before, PlacementDecision now) {
    if (of(lane).filter(decision -> decision.cores().get(0) == before).isPresent()) {
      kept.put(lane, now);
    }
  }
}
