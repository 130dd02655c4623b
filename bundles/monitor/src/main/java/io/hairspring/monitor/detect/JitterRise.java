package io.hairspring.monitor.detect;

/**
 * Finds values that scatter more than they did, wherever their mean is.
 *
 * <p><b>Mathematics.</b> The scatter is the mean absolute difference of neighbours (von Neumann,
 * "Distribution of the Ratio of the Mean Square Successive Difference", 1941, with |.| for the
 * square, so that one outlier counts little): a slow mean shift does not enter it. A fast and a
 * slow exponential mean of it are compared: alarm when fast > r * slow. A difference enters with at
 * most {@value #CUT} times the slow mean, and the slow one rests while the fast is above twice it.
 *
 * <p><b>False alarms.</b> The fast mean over n values has a relative deviation of about sqrt(v / 2
 * n), v the squared coefficient of variation of the differences, at most {@value #CUT}: for n =
 * 1024 at most 0.1, so that r = 4 is 30 deviations away; what is left comes from values that are
 * not independent, disturbances of the machine, not from chance.
 */
public final class JitterRise {
  private static final double CUT = 20;
  private static final double RESTING = 2;
  private static final int SLOWER = 64;

  private final double ratio;
  private final int count;
  private final double fastGain;
  private final double slowGain;
  private double before;
  private double fast;
  private double slow;
  private long seen;

  /**
   * A detector.
   *
   * @param ratio r, of the scatter now over what it was
   * @param count n, values that the scatter now is the mean of; what it was is of 64 times as many
   */
  public JitterRise(double ratio, int count) {
    this.ratio = ratio;
    this.count = count;
    this.fastGain = 1.0 / count;
    this.slowGain = fastGain / SLOWER;
  }

  /** Whether the values scatter more than they did, as of this one. */
  public boolean add(double value) {
    final double difference = Math.abs(value - before);
    before = value;
    seen++;
    if (seen <= count) {
      // A plain mean at first; the very first difference is none.
      slow += seen == 1 ? 0 : (difference - slow) / (seen - 1);
      fast = slow;
      return false;
    }
    fast += fastGain * (Math.min(difference, CUT * Math.max(slow, 1)) - fast);
    if (fast < RESTING * slow) {
      slow += slowGain * (fast - slow);
    }
    return fast > ratio * Math.max(slow, 1);
  }

  /** Takes the scatter now for usual. */
  public void restart() {
    slow = fast;
  }

  /** The scatter now. */
  public double scatter() {
    return fast;
  }

  /** The scatter that is usual. */
  public double usual() {
    return slow;
  }
}
