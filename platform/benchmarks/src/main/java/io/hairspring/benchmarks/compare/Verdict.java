package io.hairspring.benchmarks.compare;

import java.util.Locale;

/**
 * What the pairs of a metric come to. A change counts when it is both large and certain: the
 * estimated change is at least the large one of a {@link Margin}, and the chance that pairs like
 * these come from a change of no more than the tolerated one is below {@link #LEVEL}, divided by
 * the number of metrics that are judged together (Bonferroni).
 *
 * @param kind in a word
 * @param change new over old less one, estimated; 0.1 is ten per cent slower
 * @param chance of pairs like these without a change for the worse that counts
 * @param pairs how many there are
 */
public record Verdict(Kind kind, double change, double chance, int pairs) {
  /** The chance of a false alarm in a whole comparison. */
  static final double LEVEL = 0.01;

  /**
   * What counts as a change.
   *
   * @param tolerated a change that is not looked for
   * @param large the least change that counts
   */
  public record Margin(double tolerated, double large) {
    /** Of runs beside each other. */
    public static final Margin PAIRED = new Margin(0.03, 0.05);

    /** Of runs against one that was recorded on another day, and may have been a lucky one. */
    public static final Margin RECORDED = new Margin(0.10, 0.15);
  }

  /** A verdict in a word. */
  public enum Kind {
    /** A regression. */
    SLOWER,
    /** An improvement. */
    FASTER,
    /** Neither, and a change that counts is excluded. */
    SAME,
    /** Neither, and it cannot be excluded: more rounds, or a quieter machine. */
    UNDECIDED
  }

  /**
   * Judges a metric.
   *
   * @param before values of the baseline, positive; the less the better
   * @param after values of this installation, each from the same round as the other's
   * @param judged number of metrics judged together
   */
  public static Verdict of(double[] before, double[] after, Margin margin, int judged) {
    final double[] logs = new double[before.length];
    for (int i = 0; i < logs.length; i++) {
      logs[i] = Math.log(after[i] / before[i]);
    }
    final FlippedSigns signs = new FlippedSigns(logs);
    final double change = Math.exp(signs.estimate()) - 1;
    final double level = LEVEL / judged;
    final double slower = signs.chanceAbove(Math.log1p(margin.tolerated));
    final double faster = signs.chanceBelow(-Math.log1p(margin.tolerated));
    final Kind kind;
    if (change >= margin.large && slower < level) {
      kind = Kind.SLOWER;
    } else if (change <= 1 / (1 + margin.large) - 1 && faster < level) {
      kind = Kind.FASTER;
    } else if (signs.chanceBelow(Math.log1p(margin.large)) < LEVEL
        && signs.chanceAbove(-Math.log1p(margin.large)) < LEVEL) {
      kind = Kind.SAME;
    } else {
      kind = Kind.UNDECIDED;
    }
    return new Verdict(kind, change, slower, logs.length);
  }

  /** The least number of pairs with which so many metrics can be judged at all. */
  public static int leastPairs(int judged) {
    int pairs = 1;
    while (Math.pow(2, -pairs) >= LEVEL / judged) {
      pairs++;
    }
    return pairs;
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "%-10s%+7.1f%%  chance %.1e, %d pairs",
        kind.name().toLowerCase(Locale.ROOT),
        100 * change,
        chance,
        pairs);
  }
}
