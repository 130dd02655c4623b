package io.hairspring.api.time;

import java.util.Objects;

/**
 * How a periodic timer ticks. Immutable; made once, off the hot path, and used for any number of
 * timers.
 *
 * @param periodNanos nanoseconds from tick to tick, at least 1
 * @param missedTicks what becomes of ticks that passed undelivered
 * @param bound how many ticks that have passed are delivered one after another before the rest is
 *     skipped, at least 1; 1 under {@link MissedTicks#SKIP}
 * @param precise whether the lane keeps itself free for the ticks: see {@link Timers}
 */
public record TimerTerms(long periodNanos, MissedTicks missedTicks, int bound, boolean precise) {

  /**
   * Checks the terms.
   *
   * @throws IllegalArgumentException when the period is not positive or the bound does not fit the
   *     policy
   * @throws NullPointerException when there is no policy
   */
  public TimerTerms {
    Objects.requireNonNull(missedTicks, "a periodic timer needs a policy for missed ticks");
    if (periodNanos < 1) {
      throw new IllegalArgumentException(
          "period of a timer is " + periodNanos + " ns, expected at least 1");
    }
    if (bound < 1) {
      throw new IllegalArgumentException(
          "bound of a timer that catches up is " + bound + " ticks, expected at least 1");
    }
    if (missedTicks == MissedTicks.SKIP && bound != 1) {
      throw new IllegalArgumentException(
          "bound of a timer that skips missed ticks is " + bound + ", expected 1");
    }
  }

  /**
   * A timer that skips what it missed.
   *
   * @param periodNanos nanoseconds from tick to tick, at least 1
   */
  public static TimerTerms skipping(long periodNanos) {
    return new TimerTerms(periodNanos, MissedTicks.SKIP, 1, false);
  }

  /**
   * A timer that delivers late what it missed, up to a bound.
   *
   * @param periodNanos nanoseconds from tick to tick, at least 1
   * @param bound how many passed ticks are delivered one after another, at least 1
   */
  public static TimerTerms catchingUp(long periodNanos, int bound) {
    return new TimerTerms(periodNanos, MissedTicks.CATCH_UP, bound, false);
  }

  /** The same terms, precise. */
  public TimerTerms asPrecise() {
    return new TimerTerms(periodNanos, missedTicks, bound, true);
  }
}
