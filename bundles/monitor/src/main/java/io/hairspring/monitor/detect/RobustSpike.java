package io.hairspring.monitor.detect;

/**
 * Finds single values far above what is usual, against a baseline that outliers cannot move far.
 *
 * <p><b>Mathematics.</b> The baseline is the median m and the median absolute deviation d, both
 * followed by stochastic approximation (Robbins and Monro 1951; for quantiles Ma, Muthukrishnan and
 * Sandler, "Frugal Streaming", 2013): a value above m moves it up by a step, one below down by the
 * same, whatever its size; likewise d by the sign of |x - m| - d. The steps are {@value #GAIN}
 * deviations. A value is a spike when x > max(m + k * 1.4826 d, r * m); 1.4826 d is the standard
 * deviation if the values are normal (Hampel 1974).
 *
 * <p><b>False alarms</b> a value: for normal values 6e-16 with k = 8; for exponential ones 2e-3,
 * which is why r is there: with r = 8, exp(-8 ln 2) = 4e-3 becomes one in 250 still. Tails of real
 * machines are heavier than both; so a spike alone is only a suspicion, and who uses this asks for
 * a second or for evidence.
 */
public final class RobustSpike {
  private static final double GAIN = 0.05;
  private static final double NORMAL = 1.4826;
  private static final double FIRST_DEVIATION = 0.1;
  private static final double LEAST_DEVIATION = 0.01;

  private final double multiples;
  private final double ratio;
  private final int warmUp;
  private double median;
  private double deviation;
  private double limit = Double.POSITIVE_INFINITY;
  private int seen;

  /**
   * A detector.
   *
   * @param multiples k, deviations above the median
   * @param ratio r, multiples of the median
   * @param warmUp values that are learned from before any is a spike
   */
  public RobustSpike(double multiples, double ratio, int warmUp) {
    this.multiples = multiples;
    this.ratio = ratio;
    this.warmUp = warmUp;
  }

  /** Whether a value is a spike; it is learned from in any case. */
  public boolean add(double value) {
    if (seen == 0) {
      median = value;
      deviation = Math.max(1, value * FIRST_DEVIATION);
    }
    final boolean spike = value > limit;
    learn(value);
    if (seen < warmUp) {
      seen++;
    } else {
      limit = Math.max(median + multiples * NORMAL * deviation, ratio * median);
    }
    return spike;
  }

  private void learn(double value) {
    final double step = GAIN * deviation;
    median = Math.max(0, median + (value > median ? step : -step));
    final double least = Math.max(1, median * LEAST_DEVIATION);
    deviation += Math.abs(value - median) > deviation ? step : -step;
    deviation = Math.max(least, deviation);
  }

  /** Above this a value is a spike; infinite while it warms up. */
  public double limit() {
    return limit;
  }

  /** The median followed. */
  public double median() {
    return median;
  }

  /** The median absolute deviation followed. */
  public double deviation() {
    return deviation;
  }
}
