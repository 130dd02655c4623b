package io.hairspring.benchmarks.work;

import io.hairspring.api.task.HotPath;
import java.lang.management.CompilationMXBean;
import java.lang.management.ManagementFactory;
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
  private static final double GROWTH = 1.01;
  private static final int SETTLED_TRIES = 40;
  private static final int MOST_TRIES = 400;

  /** A round waits for a multiplication and an addition: interpreted code is far below this. */
  private static final double LEAST_COMPILED = 0.2;

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

  /**
   * Measures, on the calling thread, how many rounds a nanosecond has, once that has not grown for
   * a while in which nothing was compiled: the compiler works in stages, and the last may have to
   * wait its turn.
   *
   * @throws IllegalStateException when it stays as slow as interpreted code is
   */
  public static double roundsPerNano() {
    final CompilationMXBean compiler = ManagementFactory.getCompilationMXBean();
    double best = 0;
    long compiled = 0;
    for (int since = 0, tries = 0; since < SETTLED_TRIES && tries < MOST_TRIES; tries++) {
      final double now = measured();
      final long compiledBefore = compiled;
      compiled = compiler.getTotalCompilationTime();
      final boolean unsettled =
          now > best * GROWTH || best < LEAST_COMPILED || compiled != compiledBefore;
      since = unsettled ? 0 : since + 1;
      best = Math.max(best, now);
    }
    if (best < LEAST_COMPILED) {
      throw new IllegalStateException(
          "a computation is not compiled: " + best + " rounds a nanosecond");
    }
    return best;
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
