package io.hairspring.kernel.planner;

/**
 * What list scheduling goes by. Each rule is a key per job, the least first; jobs that a critical
 * one waits for come before all others.
 */
enum PriorityRule {
  /**
   * The upward rank: the longest way to the end, a hop counted at its average over all pairs of
   * lanes. Topcuoglu, Hariri and Wu, IEEE TPDS 13(3), 2002, section 4.1; without hops the highest
   * level first of Hu, Operations Research 9, 1961.
   */
  UPWARD_RANK {
    @Override
    double[] values(Network network) {
      final double hop = (double) network.hop * (network.lanes - 1) / network.lanes;
      final double[] rank = new double[network.size];
      for (int i = network.size - 1; i >= 0; i--) {
        final int job = network.order[i];
        double longest = 0;
        for (final int next : network.successors[job]) {
          longest = Math.max(longest, hop + rank[next]);
        }
        rank[job] = network.duration[job] + longest;
      }
      return rank;
    }
  },

  /** The longest way to the end without a hop that could be avoided. */
  LEVEL {
    @Override
    double[] values(Network network) {
      final double[] level = new double[network.size];
      for (int job = 0; job < network.size; job++) {
        level[job] = network.duration[job] + network.tail[job];
      }
      return level;
    }
  },

  /** The work that waits for a job, its own counted in: Helgeson and Birnie's positional weight. */
  POSITIONAL_WEIGHT {
    @Override
    double[] values(Network network) {
      final double[] weight = new double[network.size];
      final boolean[][] follows = new boolean[network.size][network.size];
      for (int i = network.size - 1; i >= 0; i--) {
        final int job = network.order[i];
        follows[job][job] = true;
        for (final int next : network.successors[job]) {
          for (int other = 0; other < network.size; other++) {
            follows[job][other] |= follows[next][other];
          }
        }
        for (int other = 0; other < network.size; other++) {
          weight[job] += follows[job][other] ? network.duration[other] : 0;
        }
      }
      return weight;
    }
  },

  /** The level, then the number of direct successors: Kasahara and Narita's CP/MISF. */
  MOST_SUCCESSORS {
    @Override
    double[] values(Network network) {
      final double[] values = LEVEL.values(network);
      for (int job = 0; job < network.size; job++) {
        // Less than one nanosecond in all, so that it decides between equal levels only.
        values[job] += (double) network.successors[job].length / (network.size + 1);
      }
      return values;
    }
  };

  /** More than the time of any problem. */
  private static final double CRITICAL_FIRST = 4.0 * Problem.MOST_TIME;

  /** The keys of a network's jobs. */
  double[] keys(Network network) {
    final double[] keys = values(network);
    for (int job = 0; job < network.size; job++) {
      final boolean first = network.criticalTail[job] != Network.NONE;
      keys[job] = -keys[job] - (first ? CRITICAL_FIRST : 0);
    }
    return keys;
  }

  /** What counts for a job, by job; the most first. */
  abstract double[] values(Network network);
}
