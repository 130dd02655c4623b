package io.hairspring.deploy;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waits for what the framework and the kernel bring about and tell nobody. Any thread. */
final class Poll {
  private static final long BETWEEN_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

  private Poll() {}

  /** Waits until something is so; false when the time is over or the thread is to end. */
  static boolean until(long nanos, BooleanSupplier condition) {
    final long end = System.nanoTime() + nanos;
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() - end > 0 || Thread.currentThread().isInterrupted()) {
        return false;
      }
      pause();
    }
    return true;
  }

  /** For as long as it is between two looks, or until the thread is interrupted. */
  static void pause() {
    LockSupport.parkNanos(BETWEEN_NANOS);
  }
}
