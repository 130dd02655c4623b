package io.hairspring.feed.synthetic;

/**
 * The xoshiro256++ generator of Blackman and Vigna (2018), its state filled by SplitMix64 (Steele,
 * Lea and Flood, 2014). Written out here because the bytes of a feed must be the same on every JDK,
 * and the library's generators leave parts of their algorithms open to change. One thread.
 */
final class Xoshiro256 {
  private static final long GOLDEN_GAMMA = 0x9e3779b97f4a7c15L;

  private long s0;
  private long s1;
  private long s2;
  private long s3;

  Xoshiro256(long seed) {
    long state = seed;
    s0 = mix(state += GOLDEN_GAMMA);
    s1 = mix(state += GOLDEN_GAMMA);
    s2 = mix(state += GOLDEN_GAMMA);
    s3 = mix(state += GOLDEN_GAMMA);
  }

  /** The next 64 bits. */
  long next() {
    final long result = Long.rotateLeft(s0 + s3, 23) + s0;
    final long t = s1 << 17;
    s2 ^= s0;
    s3 ^= s1;
    s1 ^= s2;
    s0 ^= s3;
    s2 ^= t;
    s3 = Long.rotateLeft(s3, 45);
    return result;
  }

  /** A number from 0 to {@code bound - 1}. The bias, at most bound / 2^32, does not matter here. */
  int below(int bound) {
    return (int) (((next() >>> 32) * bound) >>> 32);
  }

  /** Whether an event of a probability of {@code weight / 1024} happens. */
  boolean chance(int weight) {
    return (next() >>> 54) < weight;
  }

  private static long mix(long state) {
    long z = (state ^ (state >>> 30)) * 0xbf58476d1ce4e5b9L;
    z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
    return z ^ (z >>> 31);
  }
}
