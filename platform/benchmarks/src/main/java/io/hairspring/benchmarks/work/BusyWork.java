package io.hairspring.benchmarks.work;

import io.hairspring.api.task.HotPath;
import java.util.Arrays;

/**
 * Computation whose length is proportional to its rounds: each needs the result of the one before,
 * so that no processor can do two at once. Knuth's linear congruential generator ("The Art of
 * Computer Programming" 2, 3.3.4, line 26).
 */
public final class BusyWork {
  private static final long MULTIPLIER = 6364136223846793005L;
  private static final long INCREMENT = 1442695040888963407L;
  private static final int TRIALS = 301;
  private static final int TRIAL_ROUNDS = 20_000;
  private static final int CALLS = 20_000;
  private static final int FEW_ROUNDS = 50;
  private static final double SETTLED = 0.01;
  private static final int MOST_TRIES = 200;

  @SuppressWarnings("UnusedVariable") // It is written so that what is written must be computed.
  private static volatile long sink;

  private BusyWork() {}

  /**
   * Computes.
   *
   * @return what must be used, or the compiler leaves the work out
   */
  @HotPath
  public static long compute(long seed, int rounds) {
    long value = seed;
    for (int i = 0; i < rounds; i++) {
      value = value * MULTIPLIER + INCREMENT;
    }
    return value;
  }

  /** Measures, on the calling thread, how many rounds a nanosecond has, once that has settled. */
  public static double roundsPerNano() {
    double before = 0;
    double now = measured();
    for (int tries = 1; tries < MOST_TRIES && Math.abs(now - before) > SETTLED * now; tries++) {
      before = now;
      now = measured();
    }
    return now;
  }

  private static double measured() {
    long value = System.nanoTime();
    // Many short calls, as tasks make: they have the whole method compiled, not only its loop.
    for (int i = 0; i < CALLS; i++) {
      value = compute(value, FEW_ROUNDS);
    }
    final long[] nanos = new long[TRIALS];
    for (int i = 0; i < TRIALS; i++) {
      final long begin = System.nanoTime();
      value = compute(value, TRIAL_ROUNDS);
      nanos[i] = System.nanoTime() - begin;
    }
    sink = value;
    Arrays.sort(nanos);
    return (double) TRIAL_ROUNDS / nanos[TRIALS / 2];
  }
}
