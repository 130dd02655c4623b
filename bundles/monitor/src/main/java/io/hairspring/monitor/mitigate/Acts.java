package io.hairspring.monitor.mitigate;

import io.hairspring.api.control.MitigationStatus;
import io.hairspring.api.control.Mitigations;
import io.hairspring.api.control.Mitigations.Party;
import java.lang.System.Logger.Level;
import java.util.Locale;
import java.util.function.Supplier;

/**
 * Has the platform do what was decided, and says what came of it. Any thread but a lane; an agent's
 * for what is {@linkplain Action#fast fast}.
 */
final class Acts {
  private static final System.Logger LOG = System.getLogger(Acts.class.getName());
  private static final String MONITOR = Party.MONITOR.name().toLowerCase(Locale.ROOT);

  private final Supplier<Mitigations> mitigations;

  Acts(Supplier<Mitigations> mitigations) {
    this.mitigations = mitigations;
  }

  /**
   * Puts a mitigation in force, or takes it back.
   *
   * <p>Only what is refused is not in force. A platform that fails otherwise may have it in force
   * all the same, now or later: a lane whose task does not return adopts the plan when it does.
   *
   * @return whether it is as wanted, or will be as soon as the lanes can adopt it
   */
  boolean act(Mitigation mitigation, boolean on, String reason) {
    final Mitigations all = mitigations.get();
    if (all == null) {
      return !on;
    }
    try {
      mitigation.act(all, on, reason);
      return true;
    } catch (final IllegalArgumentException e) {
      say(mitigation, on ? " is refused: " : " cannot be taken back: ", e);
      return !on && !stands(all, mitigation);
    } catch (final RuntimeException e) {
      say(mitigation, on ? " may come into force later: " : " cannot be taken back: ", e);
      return on || !stands(all, mitigation);
    }
  }

  private static void say(Mitigation mitigation, String what, RuntimeException why) {
    LOG.log(Level.WARNING, "mitigation " + mitigation.spelled() + what + why.getMessage());
  }

  /** Whether the platform has it in force for the monitor; true while there is no platform. */
  boolean stands(Mitigation mitigation) {
    final Mitigations all = mitigations.get();
    return all == null || stands(all, mitigation);
  }

  private static boolean stands(Mitigations all, Mitigation mitigation) {
    if (mitigation.action() == Action.REPLAN) {
      return true;
    }
    for (final MitigationStatus status : all.active()) {
      if (status.by().equals(MONITOR) && mitigation.is(status)) {
        return true;
      }
    }
    return false;
  }

  /**
   * Throws the kill switch, unless it is thrown already.
   *
   * @return whether it is thrown now
   */
  boolean kill(String reason) {
    final Mitigations all = mitigations.get();
    if (all == null) {
      return false;
    }
    try {
      if (!all.halt().halted()) {
        all.kill(MONITOR, reason);
      }
      return true;
    } catch (final RuntimeException e) {
      LOG.log(Level.ERROR, "the kill switch cannot be thrown", e);
      return false;
    }
  }
}
