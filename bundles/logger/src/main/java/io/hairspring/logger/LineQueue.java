package io.hairspring.logger;

import io.hairspring.logger.journal.JournalFormat;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.agrona.BufferUtil;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * A bounded queue of lines between the observer's thread and whoever writes the journal. One thread
 * puts, one at a time takes; neither waits, and nothing is allocated after the start.
 */
final class LineQueue {
  private static final int PAGE = 4_096;

  // The two positions stand on cache lines of their own.
  private static final int TAKEN = 128;
  private static final int PUT = 384;
  private static final int POSITIONS = 640;

  private final UnsafeBuffer positions =
      new UnsafeBuffer(BufferUtil.allocateDirectAligned(POSITIONS, 128));
  private final UnsafeBuffer lines;
  private final int capacity;
  private final int mask;

  // Of the thread that puts: the last it saw of the other's position.
  private long takenSeen;

  /**
   * A queue whose pages are in memory.
   *
   * @param capacity in lines, a power of two
   */
  LineQueue(int capacity) {
    if (Integer.bitCount(capacity) != 1) {
      throw new IllegalArgumentException(capacity + " lines: it must be a power of two");
    }
    ByteBuffer memory = ByteBuffer.allocateDirect(capacity * JournalFormat.LINE);
    this.lines = new UnsafeBuffer(memory);
    this.capacity = capacity;
    this.mask = capacity - 1;
    for (int i = 0; i < lines.capacity(); i += PAGE) {
      lines.putByte(i, (byte) 0);
    }
  }

  /** Copies lines into the queue, all or none. */
  boolean offer(DirectBuffer source, int offset, int length) {
    int count = length / JournalFormat.LINE;
    long put = positions.getLong(PUT);
    if (put + count - takenSeen > capacity) {
      takenSeen = positions.getLongVolatile(TAKEN);
      if (put + count - takenSeen > capacity) {
        return false;
      }
    }
    int start = (int) put & mask;
    int first = Math.min(count, capacity - start);
    lines.putBytes(start * JournalFormat.LINE, source, offset, first * JournalFormat.LINE);
    lines.putBytes(
        0, source, offset + first * JournalFormat.LINE, (count - first) * JournalFormat.LINE);
    positions.putLongOrdered(PUT, put + count);
    return true;
  }

  /** Lines that wait. Exact for the thread that takes. */
  int size() {
    return (int) (positions.getLongVolatile(PUT) - positions.getLongVolatile(TAKEN));
  }

  /** Lines that were put since the start. */
  long put() {
    return positions.getLongVolatile(PUT);
  }

  /** Room in lines. */
  int capacity() {
    return capacity;
  }

  /** The template of a waiting line, 0 for the oldest. */
  int template(int index) {
    return lines.getShort(at(index) + Short.BYTES, ByteOrder.LITTLE_ENDIAN);
  }

  /** Copies waiting lines, without taking them. */
  void copy(int index, int count, byte[] target, int offset) {
    int start = at(index);
    int first = Math.min(count * JournalFormat.LINE, lines.capacity() - start);
    lines.getBytes(start, target, offset, first);
    lines.getBytes(0, target, offset + first, count * JournalFormat.LINE - first);
  }

  /** Takes the oldest lines. */
  void release(int count) {
    positions.putLongOrdered(TAKEN, positions.getLong(TAKEN) + count);
  }

  private int at(int index) {
    return ((int) positions.getLong(TAKEN) + index & mask) * JournalFormat.LINE;
  }
}
