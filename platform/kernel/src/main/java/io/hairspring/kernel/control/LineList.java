package io.hairspring.kernel.control;

import io.hairspring.kernel.ring.LineRing;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** Lines one after the other, as many as come. One thread. */
final class LineList {
  private static final int FIRST = 64;

  private UnsafeBuffer lines = new UnsafeBuffer(new byte[FIRST * LineRing.LINE]);
  private int count;

  /** Copies a line to the end. */
  void add(DirectBuffer buffer, int offset) {
    final int at = offset(count);
    if (at == lines.capacity()) {
      final UnsafeBuffer more = new UnsafeBuffer(new byte[2 * at]);
      more.putBytes(0, lines, 0, at);
      lines = more;
    }
    lines.putBytes(at, buffer, offset, LineRing.LINE);
    count++;
  }

  int count() {
    return count;
  }

  /** Where they stand, until the next is added. */
  UnsafeBuffer buffer() {
    return lines;
  }

  /** Where a line starts. */
  static int offset(int index) {
    return index * LineRing.LINE;
  }

  /** Moves a line to an earlier place; those between keep their order. */
  void forward(int from, int to) {
    if (from == to) {
      return;
    }
    final byte[] moved = new byte[LineRing.LINE];
    lines.getBytes(offset(from), moved);
    final byte[] between = new byte[offset(from - to)];
    lines.getBytes(offset(to), between);
    lines.putBytes(offset(to + 1), between);
    lines.putBytes(offset(to), moved);
  }

  /** Forgets the first lines. */
  void drop(int first) {
    final int left = offset(count - first);
    if (left > 0 && first > 0) {
      final byte[] others = new byte[left];
      lines.getBytes(offset(first), others);
      lines.putBytes(0, others);
    }
    count -= first;
  }
}
