package io.hairspring.monitor.detect;

/**
 * Counts values over a limit that somebody declared: a budget, a deadline.
 *
 * <p><b>Mathematics.</b> x > limit. The run is the number of values over it one after another.
 *
 * <p><b>False alarms.</b> None of its own: the limit is exceeded. A single one may be the
 * machine's: if a share q of the cycles is disturbed, a run of n is one with probability q^n: with
 * q = 1e-4 and 100,000 cycles a second, n = 1 comes ten times a second, n = 2 once in a quarter of
 * an hour, n = 3 once in four months.
 */
public final class OverLimit {
  private int run;

  /**
   * How many values one after another have been over their limit, with this one; 0 when it is not.
   */
  public int add(boolean over) {
    run = over ? run + 1 : 0;
    return run;
  }
}
