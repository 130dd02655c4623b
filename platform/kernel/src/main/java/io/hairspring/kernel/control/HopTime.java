package io.hairspring.kernel.control;

import io.hairspring.kernel.lane.LaneLoop;
import io.hairspring.kernel.ring.LineRing;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Measures what it takes to hand a line from one lane to another, on the lanes' own threads. */
final class HopTime {
  private static final int WARM_UP = 20_000;
  private static final int ROUNDS = 2_001;
  private static final long TIMEOUT_SECONDS = 10;

  // What the hot-path notes measured, for when the lanes cannot be had.
  private static final long USUAL_NANOS = 200;

  private final LineRing there = new LineRing(64);
  private final LineRing back = new LineRing(64);
  private final CountDownLatch done = new CountDownLatch(1);
  private final long[] roundTrips = new long[ROUNDS];

  private HopTime() {}

  /** Half the median round trip, in nanoseconds. */
  static long between(LaneLoop one, LaneLoop other) {
    final HopTime time = new HopTime();
    other.lend((market, egress, records) -> time.answer());
    one.lend((market, egress, records) -> time.ask());
    try {
      if (!time.done.await(TIMEOUT_SECONDS, TimeUnit.SECONDS)) {
        return USUAL_NANOS;
      }
    } catch (final InterruptedException e) {
      Thread.currentThread().interrupt();
      return USUAL_NANOS;
    }
    Arrays.sort(time.roundTrips);
    return time.roundTrips[ROUNDS / 2] / 2;
  }

  private void ask() {
    for (int i = 0; i < WARM_UP + ROUNDS; i++) {
      final long before = System.nanoTime();
      hand(there);
      take(back);
      roundTrips[i % ROUNDS] = System.nanoTime() - before;
    }
    done.countDown();
  }

  private void answer() {
    for (int i = 0; i < WARM_UP + ROUNDS; i++) {
      take(there);
      hand(back);
    }
  }

  private static void hand(LineRing ring) {
    ring.buffer().putLong(ring.claim(), 1);
    ring.commit();
  }

  private static void take(LineRing ring) {
    while (ring.peek() == LineRing.EMPTY) {
      Thread.onSpinWait();
    }
    ring.release();
  }
}
