package io.hairspring.monitor.detect;

/**
 * Finds a feed that is silent for longer than it ever was.
 *
 * <p><b>Mathematics.</b> The longest silence g so far is kept, and fades by {@value #FADING} with
 * each silence that ends. Alarm when the present one is longer than max(f, r * g). Time in which
 * nobody looked is not counted: the looker may have been asleep, and not the feed.
 *
 * <p><b>False alarms.</b> Of n independent silences the next is the longest with probability 1 / n;
 * that it is r times the longest is n^(1 - r) / r or so for exponential ones: 1e-18 for r = 4 after
 * a million events. A market that closes is silent, and is found.
 */
public final class FeedSilence {
  private static final double FADING = 1e-6;

  private final long least;
  private final double ratio;
  private final long longestLook;
  private double longest;
  private long silent;
  private long lastLook;
  private long lastCount;
  private boolean told;

  /**
   * A detector.
   *
   * @param least f, shortest silence that is one, in nanoseconds
   * @param ratio r, multiples of the longest so far
   * @param longestLook time from look to look that is counted at most
   */
  public FeedSilence(long least, double ratio, long longestLook) {
    this.least = least;
    this.ratio = ratio;
    this.longestLook = longestLook;
  }

  /**
   * Whether the feed has fallen silent; once for each silence.
   *
   * @param count events so far
   */
  public boolean look(long nanos, long count) {
    final long passed = Math.min(nanos - lastLook, longestLook);
    lastLook = nanos;
    if (count != lastCount) {
      if (lastCount != 0 && !told) {
        longest = Math.max(longest * (1 - FADING), (double) silent);
      }
      lastCount = count;
      silent = 0;
      told = false;
      return false;
    }
    silent += passed;
    if (told || count == 0 || silent <= limit()) {
      return false;
    }
    told = true;
    return true;
  }

  /** A silence that lasts is found once more. */
  public void restart() {
    told = false;
  }

  /** A silence that is longer is one. */
  public long limit() {
    return (long) Math.max((double) least, ratio * longest);
  }

  /** How long the feed is silent now. */
  public long silent() {
    return silent;
  }
}
