package io.hairspring.api.time;

import org.osgi.annotation.versioning.ProviderType;

/**
 * The timers of one task on its lane. A task sets and cancels them during its own step and is run
 * when one fires; lane thread only, no allocation.
 *
 * <p>Times are nanoseconds of the {@link PlatformClock}, absolute: a task adds a delay to the time
 * of its cycle, and lateness never adds up. A due time that has passed, however long ago, fires at
 * the next occasion. Timers that are due fire in the order of their due times; of those due in the
 * same nanosecond the precise ones fire first, and then whichever was set first. {@link
 * Long#MAX_VALUE} as due time is never.
 *
 * <p>A <em>precise</em> timer is one for which the lane keeps itself free: it starts no work that
 * would run into the due time if it can be deferred. An ordinary one fires when the lane comes by.
 *
 * <p>While a task is kept out of the plan its timers do not fire; what fell due meanwhile fires
 * when it is back, ticks by their terms. A component that leaves loses its timers; one that is
 * replaced leaves them to its successor.
 *
 * <p>The number of timers of a lane is bounded by configuration. When all are taken, setting one is
 * refused with {@link #REFUSED}, and counted.
 */
@ProviderType
public interface Timers {
  /** Instead of a timer's id: all timers of the lane are taken. Cancelling it does nothing. */
  long REFUSED = 0;

  /**
   * Sets a timer that fires once.
   *
   * @param dueNanos platform time at which it is due
   * @param argument handed back when it fires
   * @return the timer's id, positive and never given again, or {@link #REFUSED}
   */
  long at(long dueNanos, long argument);

  /**
   * Sets a precise timer that fires once.
   *
   * @param dueNanos platform time at which it is due
   * @param argument handed back when it fires
   * @return the timer's id, positive and never given again, or {@link #REFUSED}
   */
  long preciselyAt(long dueNanos, long argument);

  /**
   * Sets a periodic timer. Tick n, from 0, is due at {@code firstNanos + n * period}, whatever
   * became of the ticks before it. The timer stands until it is cancelled, or until a tick would be
   * due past {@link Long#MAX_VALUE}.
   *
   * @param firstNanos platform time of the first tick
   * @param terms period, policy for missed ticks and precision, made before, off the hot path
   * @param argument handed back at every tick
   * @return the timer's id, positive and never given again, or {@link #REFUSED}
   * @throws NullPointerException when there are no terms
   */
  long every(long firstNanos, TimerTerms terms, long argument);

  /**
   * Cancels a timer of this task; a periodic one also during its own tick.
   *
   * @param id what setting the timer returned; any other value does nothing
   * @return whether the timer was still to fire; false when it has fired, was cancelled before or
   *     is another task's
   */
  boolean cancel(long id);
}
