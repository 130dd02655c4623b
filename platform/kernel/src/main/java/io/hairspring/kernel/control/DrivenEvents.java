package io.hairspring.kernel.control;

import io.hairspring.kernel.ring.LineRing;
import io.hairspring.schema.MarketEventEncoder;
import io.hairspring.schema.MessageHeaderEncoder;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** Market events that say nothing but when they were due, for a driven lane. Lane thread. */
final class DrivenEvents {
  private final LineRing market;
  private final MarketEventEncoder line = new MarketEventEncoder();
  private final MarketEventEncoder singleLine = new MarketEventEncoder();
  private final UnsafeBuffer single = new UnsafeBuffer(new byte[LineRing.LINE]);
  private final long header;
  private long sequence;

  DrivenEvents(LineRing market) {
    this.market = market;
    singleLine.wrapAndApplyHeader(single, 0, new MessageHeaderEncoder());
    header = single.getLong(0);
  }

  /** Puts the next into the ring; false when there is no room. */
  boolean put(long dueNanos) {
    final int offset = market.claim();
    if (offset == LineRing.FULL) {
      return false;
    }
    // The rest of a line is zero since the ring was made, and nobody writes it.
    market.buffer().putLong(offset, header);
    line.wrap(market.buffer(), offset + MessageHeaderEncoder.ENCODED_LENGTH)
        .sequence(++sequence)
        .receiveNanos(dueNanos);
    market.commit();
    return true;
  }

  /** One in no ring, which the next overwrites. */
  DirectBuffer due(long dueNanos) {
    singleLine.receiveNanos(dueNanos);
    return single;
  }
}
