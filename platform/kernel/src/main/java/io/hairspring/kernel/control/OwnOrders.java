package io.hairspring.kernel.control;

import io.hairspring.kernel.ring.LineRing;
import io.hairspring.schema.MessageHeaderDecoder;
import io.hairspring.schema.OrderCommandDecoder;
import org.agrona.DirectBuffer;

/**
 * Orders of a lane that is run again, until the record of their cycle is compared. Deferred steps
 * send theirs among those of other cycles. One thread.
 */
final class OwnOrders {
  private static final int CYCLE_BITS = 0xffff;

  private final MessageHeaderDecoder header = new MessageHeaderDecoder();
  private final OrderCommandDecoder command = new OrderCommandDecoder();
  private final LineList lines = new LineList();
  private int own;

  /** Takes what the lane has sent. */
  void take(LineRing egress) {
    for (int next = egress.peek(); next != LineRing.EMPTY; next = egress.peek()) {
      lines.add(egress.buffer(), next);
      egress.release();
    }
  }

  /** Puts the first orders of a cycle, as many as its record says, before those of others. */
  void of(long cycle, int orders) {
    own = 0;
    for (int i = 0; i < lines.count() && own < orders; i++) {
      command.wrapAndApplyHeader(lines.buffer(), LineList.offset(i), header);
      if (command.cycle() == ((int) cycle & CYCLE_BITS)) {
        lines.forward(i, own);
        own++;
      }
    }
  }

  /** How many orders the cycle has. */
  int count() {
    return own;
  }

  DirectBuffer buffer() {
    return lines.buffer();
  }

  /** Forgets the orders of the cycle. */
  void done() {
    lines.drop(own);
    own = 0;
  }

  /** Forgets all. */
  void clear() {
    lines.drop(lines.count());
    own = 0;
  }
}
