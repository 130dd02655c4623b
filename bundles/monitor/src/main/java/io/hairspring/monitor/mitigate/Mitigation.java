package io.hairspring.monitor.mitigate;

import io.hairspring.api.control.MitigationStatus;
import io.hairspring.api.control.Mitigations;
import io.hairspring.api.control.Mitigations.Party;

/**
 * A mitigation, and what it is about.
 *
 * @param action what is done
 * @param subject the task; empty when it is about none
 * @param argument of the action; 0 when it has none
 */
record Mitigation(Action action, String subject, long argument) {

  /**
   * Does it, or takes it back.
   *
   * @throws RuntimeException with the reason, when the platform refuses
   */
  void act(Mitigations all, boolean on, String reason) {
    switch (action) {
      case SHED -> all.shed(Party.MONITOR, on, reason);
      case HOLD_ORDERS -> all.holdOrders(Party.MONITOR, on, reason);
      case THROTTLE -> all.throttle(Party.MONITOR, on ? argument : 0, reason);
      case KILL -> throw new IllegalStateException("the kill switch is no state");
      case REPLAN -> {
        if (on) {
          all.replan(reason);
        }
      }
      case DEMOTE -> {
        if (on) {
          all.demote(Party.MONITOR, subject, reason);
        } else {
          all.promote(Party.MONITOR, subject, reason);
        }
      }
      case QUARANTINE -> {
        if (on) {
          all.quarantine(Party.MONITOR, subject, reason);
        } else {
          all.release(Party.MONITOR, subject, reason);
        }
      }
      case FALLBACK -> {
        if (on) {
          all.fallback(Party.MONITOR, subject, reason);
        } else {
          all.primary(Party.MONITOR, subject, reason);
        }
      }
    }
  }

  /** Whether the platform means it by one of those in force; a lower limit is one too. */
  boolean is(MitigationStatus status) {
    return status.kind().name().equals(action.name())
        && (action == Action.THROTTLE
            ? Long.parseLong(status.subject()) <= argument
            : status.subject().equals(subject));
  }

  /** As operators read it. */
  String spelled() {
    return action.spelled()
        + (subject.isEmpty() ? "" : " " + subject)
        + (argument == 0 ? "" : " " + argument);
  }
}
