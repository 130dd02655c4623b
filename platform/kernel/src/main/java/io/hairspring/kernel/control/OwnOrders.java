package io.hairspring.kernel.control;

import io.hairspring.kernel.ring.LineRing;
import io.hairspring.schema.MessageHeaderDecoder;
import io.hairspring.schema.OrderCommandDecoder;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Orders of a lane that is run again, until the record of their cycle is compared. Deferred steps
 * send theirs among those of other cycles. One thread.
 */
final class OwnOrders {
  private static final int CYCLE_BITS = 0xffff;

  private final MessageHeaderDecoder header = new MessageHeaderDecoder();
  private final OrderCommandDecoder command = new OrderCommandDecoder();
  private UnsafeBuffer lines = new UnsafeBuffer(new byte[64 * LineRing.LINE]);
  private int count;
  private int own;

  /** Takes what the lane has sent. */
  void take(LineRing egress) {
    for (int next = egress.peek(); next != LineRing.EMPTY; next = egress.peek()) {
      if (count * LineRing.LINE == lines.capacity()) {
        final UnsafeBuffer more = new UnsafeBuffer(new byte[2 * lines.capacity()]);
        more.putBytes(0, lines, 0, lines.capacity());
        lines = more;
      }
      lines.putBytes(count * LineRing.LINE, egress.buffer(), next, LineRing.LINE);
      count++;
      egress.release();
    }
  }

  /** Puts the first orders of a cycle, as many as its record says, before those of others. */
  void of(long cycle, int orders) {
    own = 0;
    for (int i = 0; i < count && own < orders; i++) {
      command.wrapAndApplyHeader(lines, i * LineRing.LINE, header);
      if (command.cycle() == ((int) cycle & CYCLE_BITS)) {
        forward(i, own);
        own++;
      }
    }
  }

  /** Moves a line to an earlier place; those between keep their order. */
  private void forward(int from, int to) {
    if (from == to) {
      return;
    }
    final UnsafeBuffer moved = new UnsafeBuffer(new byte[LineRing.LINE]);
    moved.putBytes(0, lines, from * LineRing.LINE, LineRing.LINE);
    final byte[] between = new byte[(from - to) * LineRing.LINE];
    lines.getBytes(to * LineRing.LINE, between);
    lines.putBytes((to + 1) * LineRing.LINE, between);
    lines.putBytes(to * LineRing.LINE, moved, 0, LineRing.LINE);
  }

  /** How many orders the cycle has. */
  int count() {
    return own;
  }

  DirectBuffer buffer() {
    return lines;
  }

  /** Where an order of the cycle starts. */
  static int offset(int index) {
    return index * LineRing.LINE;
  }

  /** Forgets the orders of the cycle. */
  void done() {
    final int left = (count - own) * LineRing.LINE;
    if (left > 0 && own > 0) {
      final byte[] others = new byte[left];
      lines.getBytes(own * LineRing.LINE, others);
      lines.putBytes(0, others);
    }
    count -= own;
    own = 0;
  }

  /** Forgets all. */
  void clear() {
    count = 0;
    own = 0;
  }
}
