package io.hairspring.gateway.simulated;

import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** A bounded first-in first-out queue of 64-byte lines, each with the time at which it is due. */
final class LineQueue {
  static final int LINE = 64;

  private final UnsafeBuffer lines;
  private final long[] due;
  private int head;
  private int size;

  LineQueue(int capacity) {
    lines = new UnsafeBuffer(new byte[Math.multiplyExact(capacity, LINE)]);
    due = new long[capacity];
  }

  int capacity() {
    return due.length;
  }

  int room() {
    return due.length - size;
  }

  boolean isEmpty() {
    return size == 0;
  }

  /** The buffer of all lines. */
  UnsafeBuffer buffer() {
    return lines;
  }

  /** Appends a line, to be written by the caller at the offset returned. There must be room. */
  int append(long dueNanos) {
    int index = head + size;
    index = index < due.length ? index : index - due.length;
    due[index] = dueNanos;
    size++;
    return index * LINE;
  }

  /** When the first line is due. The queue must not be empty. */
  long firstDue() {
    return due[head];
  }

  /** Where the first line starts. The queue must not be empty. */
  int firstOffset() {
    return head * LINE;
  }

  /** Forgets every line. */
  void clear() {
    head = 0;
    size = 0;
  }

  /** Writes every line with its time; returns where that ends. */
  int write(MutableDirectBuffer buffer, int offset) {
    buffer.putInt(offset, size);
    int at = offset + Integer.BYTES;
    for (int i = 0; i < size; i++) {
      final int index = (head + i) % due.length;
      buffer.putLong(at, due[index]);
      buffer.putBytes(at + Long.BYTES, lines, index * LINE, LINE);
      at += Long.BYTES + LINE;
    }
    return at;
  }

  /** Reads what another wrote, in the place of its own; returns where that ends. */
  int read(DirectBuffer buffer, int offset) {
    clear();
    final int count = buffer.getInt(offset);
    if (count > due.length) {
      throw new IllegalArgumentException(
          count + " lines on their way, there is room for " + due.length);
    }
    int at = offset + Integer.BYTES;
    for (int i = 0; i < count; i++) {
      lines.putBytes(append(buffer.getLong(at)), buffer, at + Long.BYTES, LINE);
      at += Long.BYTES + LINE;
    }
    return at;
  }

  void removeFirst() {
    head = head + 1 < due.length ? head + 1 : 0;
    size--;
  }
}
