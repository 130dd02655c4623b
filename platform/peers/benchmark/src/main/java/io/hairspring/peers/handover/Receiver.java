package io.hairspring.peers.handover;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;

/** What every handler does with an event: notes how late it is. The handler's thread. */
final class Receiver {
  private static final long WAIT_SECONDS = 20;

  private final long[] late;
  private final int lead;
  private final CountDownLatch complete = new CountDownLatch(1);
  private int count;
  private long sequences;

  /**
   * Waits for so many events.
   *
   * @param lead how many do not count at the beginning, when threads have just started
   */
  Receiver(int events, int lead) {
    this.late = new long[events];
    this.lead = lead;
  }

  void accept(long due, long sequence) {
    accept(due, sequence, System.nanoTime());
  }

  /**
   * An event that came at a time.
   *
   * @param taken by the clock
   */
  void accept(long due, long sequence, long taken) {
    late[count] = taken - due;
    sequences += sequence;
    if (++count == late.length) {
      complete.countDown();
    }
  }

  /**
   * Another thread: waits until every event has come, then tells how late each was.
   *
   * @throws IllegalStateException when one does not come, or another comes instead
   */
  void tell(String who, LongConsumer latencies) {
    try {
      if (!complete.await(WAIT_SECONDS, TimeUnit.SECONDS)) {
        throw new IllegalStateException(
            "bench peers: " + who + ": " + count + " of " + late.length + " events came");
      }
    } catch (final InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("bench peers: interrupted", e);
    }
    final long expected = (long) late.length * (late.length + 1) / 2;
    if (sequences != expected) {
      throw new IllegalStateException(
          "bench peers: " + who + ": sequences add up to " + sequences + ", not to " + expected);
    }
    for (int i = lead; i < late.length; i++) {
      latencies.accept(late[i]);
    }
  }
}
