package io.hairspring.gateway.simulated;

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

  void removeFirst() {
    head = head + 1 < due.length ? head + 1 : 0;
    size--;
  }
}
