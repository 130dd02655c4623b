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
 */
public record PlanRules(
    Ordering ordering,
    List<String> declaredPath,
    long deadlineNanos,
    List<Instrument> instruments) {

  /** Critical steps first, found automatically, without a deadline. */
  public static PlanRules automatic(List<Instrument> instruments) {
    return new PlanRules(Ordering.CRITICAL_PATH, List.of(), 0, instruments);
  }
}
