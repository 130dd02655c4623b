package io.hairspring.logger;

import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;

/** Lines whose every byte follows from their number. */
final class Lines {
  static final int LENGTH = 64;

  private Lines() {}

  static void put(MutableDirectBuffer buffer, int offset, long first, int count) {
    for (int line = 0; line < count; line++) {
      for (int word = 0; word < LENGTH / Long.BYTES; word++) {
        buffer.putLong(offset + line * LENGTH + word * Long.BYTES, (first + line) * 31 + word);
      }
    }
  }

  static boolean matches(DirectBuffer buffer, int offset, long number) {
    for (int word = 0; word < LENGTH / Long.BYTES; word++) {
      if (buffer.getLong(offset + word * Long.BYTES) != number * 31 + word) {
        return false;
      }
    }
    return true;
  }
}
