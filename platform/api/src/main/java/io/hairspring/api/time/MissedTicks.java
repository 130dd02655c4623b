package io.hairspring.api.time;

/**
 * What becomes of the ticks of a periodic timer that passed while the lane was busy or stolen.
 * Under either policy tick n stays due at the first tick plus n periods.
 */
public enum MissedTicks {
  /**
   * One tick is delivered, the oldest; the ticks after it that have passed are counted as missed,
   * and the timer goes on with the next one.
   */
  SKIP,
  /**
   * Ticks that have passed are delivered one after another, oldest first, up to a bound; the rest
   * is counted as missed, and the timer goes on with the next one.
   */
  CATCH_UP
}
