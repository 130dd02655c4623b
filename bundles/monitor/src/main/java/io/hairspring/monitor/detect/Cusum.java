package io.hairspring.monitor.detect;

/**
 * Finds a mean that has moved up and stays there.
 *
 * <p><b>Mathematics.</b> Page's one-sided cumulative sum ("Continuous Inspection Schemes",
 * Biometrika 41, 1954): S = max(0, S + z - k), z = (x - mean) / deviation cut to +-{@value #CUT};
 * alarm when S > h, and S starts again. Mean and deviation are learned from the first values and
 * then followed, with a weight of {@value #FOLLOWING} a value: a shift is found long before it
 * becomes usual. To follow only while S is low would be wrong: those values are low ones.
 *
 * <p><b>False alarms.</b> The mean number of independent normal values until one (Siegmund 1985) is
 * (exp(2 k b) - 2 k b - 1) / (2 k k), b = h + 1.166: {@link #meanRunLength}. A shift of s
 * deviations is found after about h / (s - k) values. Feed it means of many values: they are nearly
 * normal and nearly independent.
 */
public final class Cusum {
  private static final double CUT = 4;
  private static final double FOLLOWING = 0.0005;
  private static final double OVERSHOOT = 1.166;

  private final double slack;
  private final double interval;
  private final int training;
  private final double leastShare;
  private double mean;
  private double squares;
  private double deviation;
  private double sum;
  private int seen;

  /**
   * A detector.
   *
   * @param slack k, deviations that a mean may move without being found
   * @param interval h, deviations that may add up
   * @param training values that the mean and the deviation are learned from at first
   * @param leastShare of the mean that the deviation is taken for at least: how small a shift does
   *     not matter
   */
  public Cusum(double slack, double interval, int training, double leastShare) {
    this.slack = slack;
    this.interval = interval;
    this.training = training;
    this.leastShare = leastShare;
  }

  /** Whether the mean has moved up, as of this value. */
  public boolean add(double value) {
    if (seen < training) {
      train(value);
      return false;
    }
    final double z = Math.max(-CUT, Math.min(CUT, (value - mean) / deviation));
    sum = Math.max(0, sum + z - slack);
    if (sum > interval) {
      sum = 0;
      return true;
    }
    follow(z);
    return false;
  }

  private void train(double value) {
    seen++;
    final double before = value - mean;
    mean += before / seen;
    squares += before * (value - mean);
    if (seen == training) {
      deviation = Math.max(least(), Math.sqrt(squares / (seen - 1)));
    }
  }

  private void follow(double z) {
    mean += FOLLOWING * z * deviation;
    deviation = Math.max(least(), deviation * (1 + FOLLOWING * (z * z - 1) / 2));
  }

  private double least() {
    return Math.max(1e-9, Math.abs(mean) * leastShare);
  }

  /** Takes where the values are now for usual: learns anew. */
  public void restart() {
    seen = 0;
    mean = 0;
    squares = 0;
    sum = 0;
  }

  /** What a value usually is. */
  public double mean() {
    return mean;
  }

  /** Mean number of independent normal values from one false alarm to the next. */
  public static double meanRunLength(double slack, double interval) {
    final double b = 2 * slack * (interval + OVERSHOOT);
    return (Math.exp(b) - b - 1) / (2 * slack * slack);
  }
}
