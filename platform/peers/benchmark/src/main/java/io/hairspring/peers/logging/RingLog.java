package io.hairspring.peers.logging;

import io.hairspring.kernel.ring.LineRing;
import io.hairspring.peers.bench.PeerThreads;
import java.util.concurrent.locks.LockSupport;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Hairspring's way: a line written in place in the ring of records, which a thread beside empties,
 * looking again every 50 us, as the observer does.
 */
final class RingLog extends Log {
  private static final int LINES = 65_536;
  private static final long LOOK_NANOS = 50_000;
  private static final long HEADER = 56;

  private final LineRing ring = new LineRing(LINES);
  private volatile boolean running;
  private Thread observer;
  private long sum;

  RingLog(PeerThreads threads) {
    super("hairspring", threads);
  }

  @Override
  void start() {
    running = true;
    observer = threads().beside(this::observe);
    observer.start();
  }

  private void observe() {
    while (running || ring.peek() != LineRing.EMPTY) {
      final int offset = ring.peek();
      if (offset == LineRing.EMPTY) {
        LockSupport.parkNanos(LOOK_NANOS);
      } else {
        sum += ring.buffer().getLong(offset + Long.BYTES);
        ring.release();
      }
    }
  }

  @Override
  void record(long number, long due, long start) {
    final int offset = ring.claim();
    if (offset == LineRing.FULL) {
      throw new IllegalStateException("bench peers: the ring of records is full");
    }
    final UnsafeBuffer buffer = ring.buffer();
    buffer.putLong(offset, HEADER);
    buffer.putLong(offset + 8, number);
    buffer.putLong(offset + 16, due);
    buffer.putLong(offset + 24, start);
    buffer.putLong(offset + 32, 1);
    buffer.putLong(offset + 40, 2);
    buffer.putLong(offset + 48, 3);
    buffer.putLong(offset + 56, 4);
    ring.commit();
  }

  @Override
  void stop() {
    running = false;
    PeerThreads.join(observer);
    if (sum != kept() * (kept() + 1) / 2) {
      throw new IllegalStateException("bench peers: the ring of records lost some");
    }
  }
}
