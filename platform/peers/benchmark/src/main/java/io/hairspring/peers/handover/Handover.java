package io.hairspring.peers.handover;

import io.hairspring.peers.bench.Contestant;
import io.hairspring.peers.bench.PeerThreads;
import java.util.function.LongConsumer;

/**
 * Events from a thread that waits for their due times, spinning, to a handler on another. Threads
 * are started for a block and ended with it, so that nobody's spin in another's block.
 */
abstract class Handover implements Contestant {
  /** Events of a block. */
  static final int EVENTS = 10_000;

  /** Nanoseconds from one due time to the next. */
  static final long INTERVAL = 10_000;

  /** Events at the beginning of a block that do not count. */
  static final int LEAD = 1_000;

  private static final long START_NANOS = 2_000_000;

  private final String name;
  private final PeerThreads threads;

  Handover(String name, PeerThreads threads) {
    this.name = name;
    this.threads = threads;
  }

  @Override
  public final String name() {
    return name;
  }

  @Override
  public final void block(LongConsumer latencies) {
    final Receiver receiver = new Receiver(EVENTS, LEAD);
    start(receiver);
    try {
      threads.runBeside(this::produce);
      receiver.tell(name, latencies);
    } finally {
      stop();
    }
  }

  private void produce() {
    long due = System.nanoTime() + START_NANOS;
    for (int i = 1; i <= EVENTS; i++) {
      while (System.nanoTime() < due) {
        Thread.onSpinWait();
      }
      send(due, i);
      due += INTERVAL;
    }
  }

  final PeerThreads threads() {
    return threads;
  }

  /** Starts what takes events to a receiver. */
  abstract void start(Receiver receiver);

  /** Producer: sends an event, waiting if there is no room. */
  abstract void send(long due, long sequence);

  /** Ends what {@link #start} started. */
  abstract void stop();

  @Override
  public void close() {
    // A block leaves nothing behind.
  }
}
