package io.hairspring.affinity.contention;

import java.util.SplittableRandom;
import java.util.function.DoubleSupplier;

/**
 * How long memory takes that should be in the last cache, as the calling thread sees it. On a
 * housekeeping core that shares that cache with a lane: when others fill the cache, the probe's
 * lines are thrown out as the lane's are. One thread at a time.
 */
public final class CacheProbe implements DoubleSupplier {
  private static final int LINE = 64;
  private static final int LEAST_BYTES = 256 << 10;
  private static final int MOST_BYTES = 2 << 20;
  private static final int SHARE = 8;
  private static final int INTS_A_LINE = LINE / Integer.BYTES;
  private static final long SEED = 42;

  private final int[] next;
  private final int lines;
  private int at;

  /**
   * Allocates what it walks through: an eighth of the cache, so that it fits beside what is there.
   *
   * @param cacheBytes size of the last cache; 0 when it is not known
   */
  public CacheProbe(long cacheBytes) {
    lines = (int) Math.max(LEAST_BYTES, Math.min(MOST_BYTES, cacheBytes / SHARE)) / LINE;
    next = new int[lines * INTS_A_LINE];
    // One round through all lines in an order that no prefetcher guesses (Sattolo's algorithm).
    int[] order = new int[lines];
    for (int i = 0; i < lines; i++) {
      order[i] = i;
    }
    SplittableRandom random = new SplittableRandom(SEED);
    for (int i = lines - 1; i > 0; i--) {
      int other = random.nextInt(i);
      int swapped = order[i];
      order[i] = order[other];
      order[other] = swapped;
    }
    for (int i = 0; i < lines; i++) {
      next[order[i] * INTS_A_LINE] = order[(i + 1) % lines] * INTS_A_LINE;
    }
  }

  /**
   * Walks through all lines once, each as late as its address is known.
   *
   * @return nanoseconds a line
   */
  @Override
  public double getAsDouble() {
    int place = at;
    long start = System.nanoTime();
    for (int i = 0; i < lines; i++) {
      place = next[place];
    }
    long nanos = System.nanoTime() - start;
    at = place;
    return (double) nanos / lines;
  }

  /** How many lines a walk touches. */
  int lines() {
    return lines;
  }
}
