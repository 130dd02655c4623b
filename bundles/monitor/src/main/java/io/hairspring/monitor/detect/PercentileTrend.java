package io.hairspring.monitor.detect;

/**
 * Finds a percentile that creeps up: too slowly for {@link Cusum}, which follows.
 *
 * <p><b>Mathematics.</b> Mann and Kendall's test over the last n values, one a window: S is the
 * number of pairs in which the later is greater less those in which it is smaller; without a trend
 * its mean is 0 and its variance n (n - 1) (2 n + 5) / 18 (Kendall 1975). Alarm when (S - 1) /
 * sqrt(variance) > z, and the mean of the later half is above that of the earlier by a share that
 * matters.
 *
 * <p><b>False alarms</b> a window, whatever the distribution: below 1 - Phi(z), 1e-5 with z = 4.26;
 * the windows overlap, so alarms come in runs and are fewer. The second condition makes them rarer
 * still.
 */
public final class PercentileTrend {
  private final double[] last;
  private final double quantile;
  private final double leastRise;
  private final double scale;
  private int seen;

  /**
   * A detector.
   *
   * @param windows n, values looked at, 8 or more
   * @param quantile z of the normal distribution
   * @param leastRise share of the earlier half that the later one must be higher by
   */
  public PercentileTrend(int windows, double quantile, double leastRise) {
    this.last = new double[windows];
    this.quantile = quantile;
    this.leastRise = leastRise;
    this.scale = Math.sqrt(windows * (windows - 1.0) * (2.0 * windows + 5) / 18);
  }

  /** Whether there is a trend upwards, as of this window's value. */
  public boolean add(double value) {
    System.arraycopy(last, 1, last, 0, last.length - 1);
    last[last.length - 1] = value;
    seen = Math.min(seen + 1, last.length);
    return seen == last.length && (pairs() - 1) / scale > quantile && rise() > leastRise;
  }

  private int pairs() {
    int sum = 0;
    for (int i = 0; i < last.length; i++) {
      for (int j = i + 1; j < last.length; j++) {
        sum += Double.compare(last[j], last[i]);
      }
    }
    return sum;
  }

  /** By what share of the earlier half's mean the later one's is above it. */
  public double rise() {
    double earlier = 0;
    double later = 0;
    final int half = last.length / 2;
    for (int i = 0; i < half; i++) {
      earlier += last[i];
      later += last[last.length - 1 - i];
    }
    return earlier == 0 ? 0 : later / earlier - 1;
  }

  /** Forgets the windows so far. */
  public void restart() {
    seen = 0;
  }
}
