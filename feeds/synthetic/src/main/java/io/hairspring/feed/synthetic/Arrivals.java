package io.hairspring.feed.synthetic;

/**
 * Arrival times of a self-exciting (Hawkes) point process with an exponential kernel: every arrival
 * raises the intensity, which decays back to a base, so arrivals come in clusters. Drawn exactly,
 * without rejection, by the method of Dassios and Zhao, "Exact simulation of Hawkes process with
 * exponentially decaying intensity" (2013). Times are nanoseconds. One thread.
 */
final class Arrivals {
  /** An arrival is forgotten over about this many mean gaps. */
  private static final double MEMORY_GAPS = 20.0;

  private final Exponential exponential;
  private final double base;
  private final double excitation;
  private final double decay;
  private double excess;
  private double remainder;
  private long time;

  /**
   * Starts a process.
   *
   * @param start time before the first arrival
   * @param meanGapNanos mean time between two arrivals in the long run
   * @param branching mean number of arrivals that one arrival causes, in [0, 1)
   */
  Arrivals(Xoshiro256 random, long start, double meanGapNanos, double branching) {
    exponential = new Exponential(random);
    time = start;
    decay = 1.0 / (MEMORY_GAPS * meanGapNanos);
    excitation = branching * decay;
    base = (1.0 - branching) / meanGapNanos;
    excess = branching / meanGapNanos;
  }

  /** Time of the next arrival, not before that of the last. */
  long next() {
    final double fromBase = exponential.next() / base;
    // What is left of the excess when its own next arrival comes; none comes when it is negative.
    final double left = 1.0 - decay * exponential.next() / excess;
    final double fromExcess = left > 0 ? -StrictMath.log(left) / decay : Double.MAX_VALUE;
    final double gap;
    if (fromExcess <= fromBase) {
      gap = fromExcess;
      excess = excess * left + excitation;
    } else {
      gap = fromBase;
      excess = excess * StrictMath.exp(-decay * fromBase) + excitation;
    }
    // The fraction of a nanosecond is carried over: at high rates it is most of the gap.
    final double exact = gap + remainder;
    final long whole = (long) exact;
    remainder = exact - whole;
    time += whole;
    return time;
  }
}
