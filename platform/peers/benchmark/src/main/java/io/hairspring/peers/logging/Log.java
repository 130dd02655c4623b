package io.hairspring.peers.logging;

import io.hairspring.peers.bench.Contestant;
import io.hairspring.peers.bench.PeerThreads;
import java.util.function.LongConsumer;

/**
 * Keeps records of seven numbers, paced, on a pinned thread; what is measured is the thread's own
 * time from before the call to after it, the reading of the clock included.
 */
abstract class Log implements Contestant {
  private static final int RECORDS = 4_000;
  private static final int LEAD = 500;
  private static final long INTERVAL = 20_000;
  private static final long START_NANOS = 1_000_000;

  private final String name;
  private final PeerThreads threads;
  private final long[] took = new long[RECORDS];
  private long sequence;

  Log(String name, PeerThreads threads) {
    this.name = name;
    this.threads = threads;
  }

  @Override
  public final String name() {
    return name;
  }

  @Override
  public final void block(LongConsumer latencies) {
    start();
    try {
      threads.runPinned(this::keep);
    } finally {
      stop();
    }
    for (int i = LEAD; i < RECORDS; i++) {
      latencies.accept(took[i]);
    }
  }

  private void keep() {
    long due = System.nanoTime() + START_NANOS;
    for (int i = 0; i < RECORDS; i++) {
      long now = System.nanoTime();
      while (now < due) {
        Thread.onSpinWait();
        now = System.nanoTime();
      }
      final long begin = System.nanoTime();
      record(++sequence, due, now);
      took[i] = System.nanoTime() - begin;
      due += INTERVAL;
    }
  }

  final PeerThreads threads() {
    return threads;
  }

  /** Records kept so far. */
  final long kept() {
    return sequence;
  }

  /** Starts what has to run beside. */
  void start() {}

  /** Keeps a record: these three numbers and four that do not change. */
  abstract void record(long number, long due, long start);

  /** Ends what {@link #start} started. */
  void stop() {}

  @Override
  public void close() {
    // Most leave nothing behind.
  }
}
