package io.hairspring.kernel.control;

import io.hairspring.kernel.plan.FusedPlan;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Has the code of a second tier compiled before a lane runs it, by passing through it until that
 * takes no less time any more. No task runs. Control thread, a little in each turn: the compiler
 * works meanwhile.
 */
final class TierWarmUp {
  /** Two of these are enough for the compiler's last stage. */
  private static final int PASSES = 3_000;

  private static final double SHORTER = 0.9;
  private static final long SETTLED_NANOS = TimeUnit.MILLISECONDS.toNanos(1_500);
  private static final long MOST_NANOS = TimeUnit.SECONDS.toNanos(10);

  private final FusedPlan plan;
  private final LongSupplier clock;
  private final long started;
  private long least = Long.MAX_VALUE;
  private long leastSince;

  TierWarmUp(FusedPlan plan, LongSupplier clock) {
    this.plan = plan;
    this.clock = clock;
    this.started = clock.getAsLong();
    this.leastSince = started;
  }

  /** Passes through the code for a while; whether that is enough now. */
  boolean turn() {
    final long begin = clock.getAsLong();
    plan.rehearse(PASSES);
    final long end = clock.getAsLong();
    if (end - begin < least * SHORTER) {
      least = end - begin;
      leastSince = end;
    }
    return end - leastSince > SETTLED_NANOS || end - started > MOST_NANOS;
  }
}
