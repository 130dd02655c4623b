package io.hairspring.monitor.detect;

/**
 * Finds events that come much faster than usual.
 *
 * <p><b>Mathematics.</b> Events are counted in windows of fixed length; the usual count c is an
 * exponential mean over {@value #WINDOWS} windows. Alarm as soon as a window has more than both r *
 * c and the least n with n ln(n / c) - n + c > ln(1 / p): Chernoff's bound on the tail of a Poisson
 * distribution of mean c.
 *
 * <p><b>False alarms</b> a window: at most p for Poisson arrivals. Markets come in clusters; r says
 * how many times the usual is a burst and not a cluster. A window enters the usual count with at
 * most r * c.
 */
public final class ArrivalBurst {
  private static final int WINDOWS = 256;
  private static final int LONGEST_IDLE = 64;

  private final long windowNanos;
  private final double ratio;
  private final double exponent;
  private long start;
  private int count;
  private int windows;
  private double usual;
  private int limit = Integer.MAX_VALUE;

  /**
   * A detector.
   *
   * @param windowNanos length of a window
   * @param ratio r, multiples of the usual count
   * @param probability p, of a false alarm a window
   */
  public ArrivalBurst(long windowNanos, double ratio, double probability) {
    this.windowNanos = windowNanos;
    this.ratio = ratio;
    this.exponent = Math.log(1 / probability);
  }

  /** Whether an event that arrives makes this window a burst; once a window. */
  public boolean add(long nanos) {
    if (nanos - start >= windowNanos) {
      turn(nanos);
    }
    return ++count == limit;
  }

  private void turn(long nanos) {
    final long passed = (nanos - start) / windowNanos;
    if (start == 0) {
      start = nanos;
      return;
    }
    learn(count);
    for (long idle = Math.min(passed - 1, LONGEST_IDLE); idle > 0; idle--) {
      learn(0);
    }
    start += passed * windowNanos;
    count = 0;
    limit = windows < WINDOWS ? Integer.MAX_VALUE : limit();
  }

  private void learn(int events) {
    final double most = windows < WINDOWS ? events : Math.min(events, ratio * usual + 1);
    windows = Math.min(windows + 1, WINDOWS);
    usual += (most - usual) / windows;
  }

  private int limit() {
    final double c = Math.max(usual, 1e-3);
    int n = (int) Math.ceil(Math.max(1, ratio * c));
    while (n * Math.log(n / c) - n + c <= exponent) {
      n++;
    }
    return n + 1;
  }

  /** Events that are usual in a window. */
  public double usual() {
    return usual;
  }

  /** Events with which a window is a burst. */
  public int limitCount() {
    return limit;
  }
}
