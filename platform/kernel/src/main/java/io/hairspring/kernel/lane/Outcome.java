package io.hairspring.kernel.lane;

import io.hairspring.schema.OutcomeFlagsEncoder;

/** The bits of a record's outcome: what was out of the ordinary in a cycle. */
final class Outcome {
  static final int ORDER_SENT = OutcomeFlagsEncoder.orderSent((short) 0, true);
  static final int TASK_FAILED = OutcomeFlagsEncoder.taskFailed((short) 0, true);
  static final int PLAN_ADOPTED = OutcomeFlagsEncoder.planAdopted((short) 0, true);
  static final int ORDER_REFUSED = OutcomeFlagsEncoder.orderRefused((short) 0, true);
  static final int GAP_BEFORE = OutcomeFlagsEncoder.gapBefore((short) 0, true);
  static final int TIMED = OutcomeFlagsEncoder.timed((short) 0, true);
  static final int SLACK = OutcomeFlagsEncoder.slack((short) 0, true);
  static final int RESUMED = OutcomeFlagsEncoder.resumed((short) 0, true);
  static final int SHED = OutcomeFlagsEncoder.shed((short) 0, true);
  static final int DEADLINE_MISSED = OutcomeFlagsEncoder.deadlineMissed((short) 0, true);
  static final int HELD_FOR_TIMER = OutcomeFlagsEncoder.heldForTimer((short) 0, true);
  static final int CEILING = OutcomeFlagsEncoder.ceiling((short) 0, true);
  static final int ORDERS_ABORTED = OutcomeFlagsEncoder.ordersAborted((short) 0, true);
  static final int DEFERRED = OutcomeFlagsEncoder.deferred((short) 0, true);

  private Outcome() {}
}
