package io.hairspring.api.task;

/** How much a task's delay costs. The order of the constants is the order of importance. */
public enum LatencyClass {
  /** On the way from a trigger to an order: nothing may stand before it. */
  CRITICAL,
  /** Wanted soon, after the critical tasks of the cycle. */
  SENSITIVE,
  /** Any time; the first to be deferred and the first to be shed. */
  BACKGROUND
}
