package io.hairspring.kernel.control;

import io.hairspring.api.time.PlatformClock;
import io.hairspring.kernel.journal.BetweenSessions;

/** What is looked after again and again while a session is open, and while none is. */
final class Housekeeping {
  private final KernelSettings settings;
  private final Registry registry;
  private final PlatformClock clock;
  private final BetweenSessions between;
  private final Caretaker caretaker;
  private final Specialist specialist;

  /** Looks after what these know. */
  Housekeeping(
      KernelSettings settings,
      Registry registry,
      PlatformClock clock,
      BetweenSessions between,
      Caretaker caretaker,
      Specialist specialist) {
    this.settings = settings;
    this.registry = registry;
    this.clock = clock;
    this.between = between;
    this.caretaker = caretaker;
    this.specialist = specialist;
  }

  /** A session begins; null when it has ended, and what was known of it goes. Control thread. */
  void session(TradingSession next) {
    if (next == null) {
      caretaker.sessionEnded();
      specialist.sessionEnded();
    }
  }

  /**
   * Takes out of the plan what stands or has failed; without a session, hands over what was noted.
   * Control thread.
   *
   * @param now the session, or null
   */
  void keep(TradingSession now) {
    if (now == null) {
      between.hand(registry.observers.loggers);
    } else {
      caretaker.quarantineStuck(now);
      quarantineFailed(now);
    }
  }

  /** Takes out of the plan what has failed since the last time. Control thread. */
  void quarantineFailed(TradingSession now) {
    if (now != null && !caretaker.laneStands()) {
      caretaker.quarantineFailed(now);
    }
  }

  /**
   * Has the plan follow what was measured, and its code. Control thread.
   *
   * @param now the session, or null
   */
  void followProfile(TradingSession now) {
    // A lane that is lent adopts no plan before its guest leaves.
    if (now != null && !caretaker.laneStands() && !now.lane().lent()) {
      caretaker.followProfile(now, settings.planning().dynamic());
      specialist.turn(now, clock.nanoTime());
    }
  }

  /** Whether the tier of the plan in force stays until another plan comes. Control thread. */
  boolean tierDecided() {
    return specialist.decided();
  }
}
