package io.hairspring.peers.timers;

import io.hairspring.peers.bench.Contestant;
import io.hairspring.peers.bench.PeerThreads;
import java.util.function.LongConsumer;

/** Waits for one tick after another on a pinned thread, for as long as a block is. */
abstract class Timer implements Contestant {
  private final String name;
  private final PeerThreads threads;
  private final long period;
  private final long[] late;
  private int count;

  /**
   * A timer.
   *
   * @param period nanoseconds
   * @param ticks of a block
   */
  Timer(String name, PeerThreads threads, long period, int ticks) {
    this.name = name;
    this.threads = threads;
    this.period = period;
    this.late = new long[ticks];
  }

  @Override
  public final String name() {
    return name;
  }

  @Override
  public final void block(LongConsumer latencies) {
    count = 0;
    threads.runPinned(this::tick);
    for (int i = 0; i < count; i++) {
      latencies.accept(late[i]);
    }
  }

  /** Has all ticks happen. */
  abstract void tick();

  final long period() {
    return period;
  }

  final PeerThreads threads() {
    return threads;
  }

  /** A tick has happened. */
  final void ticked(long due) {
    late[count++] = System.nanoTime() - due;
  }

  final boolean done() {
    return count == late.length;
  }

  final int ticks() {
    return late.length;
  }

  @Override
  public void close() {
    // A block leaves nothing behind.
  }
}
