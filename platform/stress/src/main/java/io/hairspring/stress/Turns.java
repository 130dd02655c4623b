package io.hairspring.stress;

import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * Repeats a turn of an actor until it says that it is done. A broken handover must show as a
 * forbidden outcome and not as a run that never ends, so the time for it is limited; and once one
 * sample was stuck, the many after it are given less.
 */
public final class Turns {
  private static final long LIMIT_NANOS = TimeUnit.SECONDS.toNanos(5);
  private static final long STUCK_LIMIT_NANOS = TimeUnit.MILLISECONDS.toNanos(100);
  private static final int TURNS_PER_READING = 4_096;

  private static volatile long limitNanos = LIMIT_NANOS;

  private Turns() {}

  /**
   * Spins. The calling actor's thread. Without {@link Thread#onSpinWait}, across which the compiler
   * moves nothing: what a turn reads has to be read again by its own right.
   *
   * @param turn does one turn, and says whether it was the last
   * @return false when five seconds were not enough, or a tenth of one after that was seen once
   */
  public static boolean until(BooleanSupplier turn) {
    int turns = 0;
    long start = 0;
    while (!turn.getAsBoolean()) {
      turns++;
      if (turns % TURNS_PER_READING == 0) {
        final long now = System.nanoTime();
        if (start == 0) {
          start = now;
        } else if (now - start > limitNanos) {
          limitNanos = STUCK_LIMIT_NANOS;
          return false;
        }
      }
    }
    return true;
  }
}
