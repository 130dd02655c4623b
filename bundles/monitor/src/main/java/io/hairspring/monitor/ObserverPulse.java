package io.hairspring.monitor;

/**
 * Says when the observer has stopped showing records: the session is closed, or another monitor has
 * them. Time in which the monitor's own thread had no turn either is hardly counted: then the
 * machine stood, and not the observer. The monitor's own thread.
 */
final class ObserverPulse {
  private final long stoppedNanos;
  private final long longestTurnNanos;
  private long lastTurn;
  private long lastLooked;
  private long still;
  private boolean told;

  /**
   * None yet.
   *
   * @param stoppedNanos without a turn of the observer after which it has stopped
   * @param longestTurnNanos what counts of the time between two turns of the own thread at most
   */
  ObserverPulse(long stoppedNanos, long longestTurnNanos) {
    this.stoppedNanos = stoppedNanos;
    this.longestTurnNanos = longestTurnNanos;
  }

  /**
   * Whether the observer has stopped; once each time.
   *
   * @param looked when it had its last turn, platform time
   */
  boolean stopped(long now, long looked) {
    final long passed = Math.min(now - lastTurn, longestTurnNanos);
    lastTurn = now;
    if (looked != lastLooked) {
      lastLooked = looked;
      still = 0;
      told = false;
      return false;
    }
    still += passed;
    if (told || still < stoppedNanos) {
      return false;
    }
    told = true;
    return true;
  }
}
