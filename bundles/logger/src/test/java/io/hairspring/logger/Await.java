package io.hairspring.logger;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waits for what another thread does, with a deadline. */
final class Await {
  private static final long MOST = TimeUnit.SECONDS.toNanos(30);
  private static final long POLL = TimeUnit.MICROSECONDS.toNanos(200);

  private Await() {}

  static void until(String what, BooleanSupplier condition) {
    long deadline = System.nanoTime() + MOST;
    while (!condition.getAsBoolean()) {
      assertTrue(System.nanoTime() < deadline, () -> "not within 30 s: " + what);
      LockSupport.parkNanos(POLL);
    }
  }
}
