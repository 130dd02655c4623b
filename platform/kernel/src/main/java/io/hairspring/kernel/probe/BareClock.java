package io.hairspring.kernel.probe;

import io.hairspring.kernel.ring.LineRing;
import java.util.function.LongConsumer;

/** The lane thread with nothing to do but read the clock. */
public final class BareClock implements LaneGuest {
  private final long nanos;
  private final LongConsumer gaps;

  /** Runs for so many nanoseconds. */
  public BareClock(long nanos, LongConsumer gaps) {
    this.nanos = nanos;
    this.gaps = gaps;
  }

  @Override
  public void visit(LineRing market, LineRing egress, LineRing records) {
    final long end = System.nanoTime() + nanos;
    long before = System.nanoTime();
    while (before < end) {
      final long now = System.nanoTime();
      gaps.accept(now - before);
      // Read anew: what the consumer took is not the machine's.
      before = System.nanoTime();
    }
  }
}
