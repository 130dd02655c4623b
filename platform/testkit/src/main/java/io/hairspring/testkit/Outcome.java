package io.hairspring.testkit;

import io.hairspring.schema.OutcomeFlagsDecoder;
import java.util.EnumSet;
import java.util.Set;

/** What an execution record says of its cycle. The ordinal is the bit in the record. */
public enum Outcome {
  /** It sent an order command. */
  ORDER_SENT,
  /** A task threw, or was over its budget too often, and was left out. */
  TASK_FAILED,
  /** It was the first under a new plan. */
  PLAN_ADOPTED,
  /** The egress ring had no room for a command. */
  ORDER_REFUSED,
  /** It was run to warm up. */
  WARM_UP,
  /** Records before this one were dropped. */
  GAP_BEFORE,
  /** Its tasks were timed. */
  TIMED,
  /** The record is of the cycle's deferred steps. */
  SLACK,
  /** Another cycle ran between its critical and its deferred steps. */
  RESUMED,
  /** Deferred steps were left out. */
  SHED,
  /** Its critical steps took longer than their deadline. */
  DEADLINE_MISSED,
  /** Its trigger was held back because a precise timer was near. */
  HELD_FOR_TIMER,
  /** A task that held a resource was finished before one that needs it. */
  CEILING,
  /** Orders were withheld because it was past its deadline. */
  ORDERS_ABORTED,
  /** Deferred steps were left for the slack. */
  DEFERRED;

  private static final Outcome[] VALUES = values();

  static Set<Outcome> of(OutcomeFlagsDecoder flags) {
    final Set<Outcome> set = EnumSet.noneOf(Outcome.class);
    final int bits = flags.getRaw();
    for (final Outcome outcome : VALUES) {
      if ((bits & 1 << outcome.ordinal()) != 0) {
        set.add(outcome);
      }
    }
    return set;
  }
}
