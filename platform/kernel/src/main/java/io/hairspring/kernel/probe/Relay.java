package io.hairspring.kernel.probe;

import io.hairspring.kernel.ring.LineRing;
import io.hairspring.schema.MarketEventEncoder;
import io.hairspring.schema.MessageHeaderEncoder;
import java.nio.ByteOrder;
import java.util.function.LongConsumer;

/** The lane thread with nothing to do but copy lines from ring to ring. */
public final class Relay implements LaneGuest {
  private static final int RECEIVE =
      MessageHeaderEncoder.ENCODED_LENGTH + MarketEventEncoder.receiveNanosEncodingOffset();
  private static final int SPINS_PER_CLOCK = 4096;

  private final long lines;
  private final long deadline;
  private final LongConsumer latencies;
  private volatile boolean arrived;
  private volatile long relayed;

  /**
   * Relays so many lines.
   *
   * @param deadline platform time at which it gives up
   */
  public Relay(long lines, long deadline, LongConsumer latencies) {
    this.lines = lines;
    this.deadline = deadline;
    this.latencies = latencies;
  }

  @Override
  public void visit(LineRing market, LineRing egress, LineRing records) {
    arrived = true;
    long done = 0;
    int spins = 0;
    while (done < lines) {
      final int offset = market.peek();
      if (offset != LineRing.EMPTY && egress.offer(market.buffer(), offset)) {
        final long out = System.nanoTime();
        latencies.accept(out - market.buffer().getLong(offset + RECEIVE, ByteOrder.LITTLE_ENDIAN));
        market.release();
        done++;
      } else if (++spins % SPINS_PER_CLOCK == 0 && System.nanoTime() > deadline) {
        break;
      } else {
        Thread.onSpinWait();
      }
    }
    relayed = done;
  }

  /** Whether it has the lane's thread, or has had it. */
  public boolean arrived() {
    return arrived;
  }

  /** Lines that came through, when it is done. */
  public long relayed() {
    return relayed;
  }

  /** Whether every line came. */
  public boolean complete() {
    return relayed == lines;
  }
}
