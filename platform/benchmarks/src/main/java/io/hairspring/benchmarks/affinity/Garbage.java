package io.hairspring.benchmarks.affinity;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Keeps the collector busy: about a hundred megabytes a second, nearly none of which lives. */
final class Garbage implements Work {
  private static final int PIECE = 16_384;
  private static final int PIECES_A_TURN = 8;
  private static final int KEPT = 64;
  private static final long REST_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

  private final byte[][] kept = new byte[KEPT][];
  private int next;

  @Override
  public void turn() {
    for (int i = 0; i < PIECES_A_TURN; i++) {
      kept[next % KEPT] = new byte[PIECE];
      next++;
    }
    LockSupport.parkNanos(REST_NANOS);
  }
}
