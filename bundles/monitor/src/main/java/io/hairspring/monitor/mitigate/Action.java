package io.hairspring.monitor.mitigate;

import java.util.Locale;

/** What a step of a policy does. */
public enum Action {
  /** Leaves out sheddable deferred steps. */
  SHED(true),
  /** Refuses new orders. */
  HOLD_ORDERS(true),
  /** Holds the feed to a rate: its argument, events a second. */
  THROTTLE(true),
  /** Plans the task to blame in the background. */
  DEMOTE(false),
  /** Has the fallback of the strategy to blame trade in its place. */
  FALLBACK(false),
  /** Takes the task to blame out of the plan. */
  QUARANTINE(false),
  /** Plans anew with measured times. */
  REPLAN(false),
  /** Throws the kill switch; a person has to take it back. */
  KILL(true);

  private final boolean fast;

  Action(boolean fast) {
    this.fast = fast;
  }

  /** Whether it may be done on the observer's thread. */
  boolean fast() {
    return fast;
  }

  /** Whether it is about one task. */
  boolean aboutTask() {
    return this == DEMOTE || this == FALLBACK || this == QUARANTINE;
  }

  /** As it is written in the configuration. */
  String spelled() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
