package io.hairspring.kernel.plan;

import io.hairspring.api.market.Instrument;
import java.util.List;

/**
 * What the user has decided about plans.
 *
 * @param ordering the rule
 * @param declaredPath names of the tasks that are critical, in order; none to find them out
 * @param deadlineNanos what a cycle may take, in nanoseconds, unless its tasks say less; 0 for no
 *     limit
 * @param instruments the instruments that tasks name
 * @param lanes number of lanes
 * @param hopNanos what it takes to hand something from one lane to another, in nanoseconds
 */
public record PlanRules(
    Ordering ordering,
    List<String> declaredPath,
    long deadlineNanos,
    List<Instrument> instruments,
    int lanes,
    long hopNanos) {

  /** Critical steps first, found automatically, without a deadline, on one lane. */
  public static PlanRules automatic(List<Instrument> instruments) {
    return new PlanRules(Ordering.CRITICAL_PATH, List.of(), 0, instruments, 1, 0);
  }

  /** The same on one lane. */
  PlanRules onOneLane() {
    return new PlanRules(ordering, declaredPath, deadlineNanos, instruments, 1, 0);
  }
}
