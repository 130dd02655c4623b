package io.hairspring.strategies;

import io.hairspring.api.task.HotPath;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;

/** Arrays of longs in a buffer, without their length. */
@HotPath
final class Longs {
  private Longs() {}

  /** Writes all; returns where they end. */
  static int write(long[] values, MutableDirectBuffer buffer, int offset) {
    int at = offset;
    for (long value : values) {
      buffer.putLong(at, value);
      at += Long.BYTES;
    }
    return at;
  }

  /** Reads all; returns where they end. */
  static int read(long[] values, DirectBuffer buffer, int offset) {
    int at = offset;
    for (int i = 0; i < values.length; i++) {
      values[i] = buffer.getLong(at);
      at += Long.BYTES;
    }
    return at;
  }
}
