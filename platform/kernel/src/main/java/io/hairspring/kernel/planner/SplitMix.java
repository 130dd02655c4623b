package io.hairspring.kernel.planner;

/**
 * Steele, Lea and Flood's SplitMix64 (OOPSLA 2014, figure 17): small, and the same on every
 * machine. One thread.
 */
final class SplitMix {
  private static final long GOLDEN_GAMMA = 0x9E3779B97F4A7C15L;
  private long state;

  SplitMix(long seed) {
    state = seed;
  }

  /** 64 random bits. */
  long bits() {
    state += GOLDEN_GAMMA;
    long mixed = state;
    mixed = (mixed ^ (mixed >>> 30)) * 0xBF58476D1CE4E5B9L;
    mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
    return mixed ^ (mixed >>> 31);
  }

  /** From 0 to below 1. */
  double unit() {
    return (bits() >>> 11) * 0x1.0p-53;
  }

  /** From 0 to below a bound. */
  int below(int bound) {
    return (int) (unit() * bound);
  }

  /** Whether an event of this probability happens. */
  boolean happens(double probability) {
    return unit() < probability;
  }
}
