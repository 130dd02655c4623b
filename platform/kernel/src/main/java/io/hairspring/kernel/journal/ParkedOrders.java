package io.hairspring.kernel.journal;

import io.hairspring.kernel.ring.LineRing;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Order lines of cycles whose deferred steps are not done yet: they stand in the journal before the
 * record of those. Bounded; the observer's thread.
 */
final class ParkedOrders {
  /** Lines it holds. */
  static final int LINES = 1_024;

  private final UnsafeBuffer buffer = new UnsafeBuffer(new byte[LINES * LineRing.LINE]);
  private int count;

  int count() {
    return count;
  }

  UnsafeBuffer buffer() {
    return buffer;
  }

  int offset(int index) {
    return index * LineRing.LINE;
  }

  /** Keeps a line; whether there was room. */
  boolean add(DirectBuffer source, int offset) {
    if (count == LINES) {
      return false;
    }
    buffer.putBytes(offset(count), source, offset, LineRing.LINE);
    count++;
    return true;
  }

  void remove(int index) {
    count--;
    buffer.putBytes(offset(index), buffer, offset(index + 1), (count - index) * LineRing.LINE);
  }
}
