package io.hairspring.benchmarks.compare;

import java.util.Arrays;

/**
 * Fisher's randomisation test of paired differences ("The Design of Experiments", 1935), exact, on
 * Huber's scores (1964): a difference counts in proportion to its size up to the median size, and
 * not more beyond. So a round that the host stole counts as one round that speaks for the other
 * side, and no more; ranks, as in Wilcoxon's test, would give it the greatest weight of all. With
 * it goes the estimate of Hodges and Lehmann (1963). Immutable.
 */
final class FlippedSigns {
  /** More would only take longer: the chance of an extreme is below any level used here. */
  static final int MOST = 200;

  /** Full score. Scores are whole, so that all ways to flip the signs can be counted. */
  private static final int FULL = 50;

  private final double[] values;

  /**
   * Of differences, each from a pair of its own.
   *
   * @throws IllegalArgumentException when there are none or more than {@link #MOST}
   */
  FlippedSigns(double[] differences) {
    if (differences.length == 0 || differences.length > MOST) {
      throw new IllegalArgumentException(
          "comparison of " + differences.length + " pairs; from 1 to " + MOST + " are allowed");
    }
    values = differences.clone();
  }

  /** The median of the averages of all pairs of differences, each with itself included. */
  double estimate() {
    final int n = values.length;
    final double[] averages = new double[n * (n + 1) / 2];
    int at = 0;
    for (int i = 0; i < n; i++) {
      for (int j = i; j < n; j++) {
        averages[at++] = (values[i] + values[j]) / 2;
      }
    }
    Arrays.sort(averages);
    return (averages[(at - 1) / 2] + averages[at / 2]) / 2;
  }

  /**
   * The chance of scores that speak as much for it, or more, that the differences lie above a
   * centre, if they lie evenly around it.
   */
  double chanceAbove(double centre) {
    return chance(Arrays.stream(values).map(v -> v - centre).toArray());
  }

  /** The same for differences that lie below a centre. */
  double chanceBelow(double centre) {
    return chance(Arrays.stream(values).map(v -> centre - v).toArray());
  }

  private static double chance(double[] differences) {
    final double[] sizes = Arrays.stream(differences).map(Math::abs).sorted().toArray();
    final double median = (sizes[(sizes.length - 1) / 2] + sizes[sizes.length / 2]) / 2;
    final int[] scores = new int[differences.length];
    int positive = 0;
    for (int i = 0; i < differences.length; i++) {
      final double size = Math.abs(differences[i]);
      scores[i] = size == 0 ? 0 : (int) Math.round(FULL * Math.min(1, size / median));
      positive += differences[i] > 0 ? scores[i] : 0;
    }
    return tail(scores, positive);
  }

  /** Share of all ways to give signs to scores whose positive ones sum up to so much or more. */
  private static double tail(int[] scores, int least) {
    final int all = Arrays.stream(scores).sum();
    final double[] share = new double[all + 1];
    share[0] = 1;
    int reached = 0;
    for (final int score : scores) {
      reached += score;
      for (int sum = reached; sum >= 0; sum--) {
        share[sum] = (share[sum] + (sum >= score ? share[sum - score] : 0)) / 2;
      }
    }
    double tail = 0;
    for (int sum = least; sum <= all; sum++) {
      tail += share[sum];
    }
    return Math.min(1, tail);
  }
}
