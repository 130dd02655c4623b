package io.hairspring.kernel.agent;

import io.hairspring.kernel.ring.LineRing;
import io.hairspring.schema.MarketEventDecoder;
import io.hairspring.schema.MarketEventEncoder;
import io.hairspring.schema.MessageHeaderDecoder;
import io.hairspring.schema.MessageHeaderEncoder;
import io.hairspring.schema.OrderCommandEncoder;
import org.agrona.MutableDirectBuffer;

/** Lines for tests. */
final class Lines {
  private Lines() {}

  static void event(MutableDirectBuffer buffer, int offset, long exchangeNanos) {
    event(buffer, offset, exchangeNanos, 0);
  }

  static void event(MutableDirectBuffer buffer, int offset, long exchangeNanos, int flags) {
    new MarketEventEncoder()
        .wrapAndApplyHeader(buffer, offset, new MessageHeaderEncoder())
        .exchangeNanos(exchangeNanos)
        .flags((short) flags);
  }

  static void event(LineRing ring, long sequence) {
    new MarketEventEncoder()
        .wrapAndApplyHeader(ring.buffer(), ring.claim(), new MessageHeaderEncoder())
        .sequence(sequence);
    ring.commit();
  }

  static void command(LineRing ring, long id) {
    new OrderCommandEncoder()
        .wrapAndApplyHeader(ring.buffer(), ring.claim(), new MessageHeaderEncoder())
        .clientOrderId(id);
    ring.commit();
  }

  static MarketEventDecoder first(LineRing ring) {
    final MarketEventDecoder line = new MarketEventDecoder();
    line.wrapAndApplyHeader(ring.buffer(), ring.peek(), new MessageHeaderDecoder());
    return line;
  }
}
