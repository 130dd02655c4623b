package io.hairspring.kernel.lane;

import io.hairspring.kernel.plan.FusedPlan;
import io.hairspring.kernel.plan.Plan;
import java.util.List;

/** The two tiers of a plan, which do the same. */
enum Tier {
  ARRAYS,
  FUSED;

  List<Plan> of(List<Plan> lanes) {
    final Plan first = lanes.get(0);
    return this == ARRAYS ? lanes : FusedPlan.of(lanes).plans(first.epoch(), first.reason());
  }

  Plan of(Plan plan) {
    return of(List.of(plan)).get(0);
  }
}
