package io.hairspring.benchmarks.work;

/**
 * Computation that keeps a processor's units busy all at once: chains that need nothing of each
 * other. A thread beside it on the same physical core, which belongs to another guest of the host
 * and is seen nowhere else, takes up to half of them, and what a lane's instructions cost is then
 * up to twice as much. {@link BusyWork} hardly sees it. The steps are Marsaglia's ("Xorshift RNGs",
 * 2003). One thread.
 */
public final class WideWork {
  private static final int ROUNDS = 250;

  private long a = 1;
  private long b = 2;
  private long c = 3;
  private long d = 4;

  /** Nanoseconds of some 2,000 steps, now. */
  public long nanos() {
    final long begin = System.nanoTime();
    compute();
    return System.nanoTime() - begin;
  }

  private void compute() {
    long first = a;
    long second = b;
    long third = c;
    long fourth = d;
    for (int i = 0; i < ROUNDS; i++) {
      first = next(first);
      second = next(second);
      third = next(third);
      fourth = next(fourth);
    }
    a = first;
    b = second;
    c = third;
    d = fourth;
  }

  private static long next(long seed) {
    long value = seed;
    value ^= value << 13;
    value ^= value >>> 7;
    value ^= value << 17;
    return value;
  }
}
