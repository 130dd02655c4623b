package io.hairspring.stress;

import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * Repeats a turn of an actor until it says that it is done. A broken handover must show as a
 * forbidden outcome and not as a run that never ends, so the time for it is limited.
 */
public final class Turns {
  private static final long LIMIT_NANOS = TimeUnit.SECONDS.toNanos(5);
  private static final int TURNS_PER_READING = 4_096;

  private Turns() {}

  /**
   * Spins. The calling actor's thread.
   *
   * @param turn does one turn, and says whether it was the last
   * @return false when five seconds were not enough
   */
  public static boolean until(BooleanSupplier turn) {
    int turns = 0;
    long start = 0;
    while (!turn.getAsBoolean()) {
      Thread.onSpinWait();
      turns++;
      if (turns % TURNS_PER_READING == 0) {
        final long now = System.nanoTime();
        if (start == 0) {
          start = now;
        } else if (now - start > LIMIT_NANOS) {
          return false;
        }
      }
    }
    return true;
  }
}
