package io.hairspring.kernel.lane;

/** What happens to a cycle that misses its deadline. In each case it is counted and recorded. */
public enum DeadlinePolicy {
  /** Nothing else. */
  COUNT,
  /** Its deferred steps are left out, except those of tasks that may not be shed. */
  SKIP_DEFERRED,
  /** That, and its new and replaced orders are withheld from then on; cancels still go. */
  ABORT_ORDERS
}
