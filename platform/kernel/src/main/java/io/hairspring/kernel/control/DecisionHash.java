package io.hairspring.kernel.control;

import io.hairspring.kernel.ring.LineRing;
import io.hairspring.schema.CycleRecordDecoder;
import org.agrona.DirectBuffer;

/**
 * One number for all that was decided, in its order: two runs that decided the same have the same.
 * It tells runs apart; it is no proof against somebody who wants two to look alike.
 */
final class DecisionHash {
  private static final long MULTIPLIER = 0x9E3779B97F4A7C15L;
  private static final int ROTATED = 29;

  private long value;

  /** An order, to the last byte. */
  void order(DirectBuffer buffer, int offset) {
    for (int i = 0; i < LineRing.LINE; i += Long.BYTES) {
      add(buffer.getLong(offset + i));
    }
  }

  /** What came of a cycle. */
  void outcome(CycleRecordDecoder record) {
    add(record.cycle());
    add(record.triggerSequence());
    add(record.dueNanos());
    add(record.epoch());
    add(record.trigger());
    add(record.orders());
    add(record.steps());
    add(record.outcome().getRaw() & ~LineWords.NOT_DECIDED);
  }

  private void add(long word) {
    value = Long.rotateLeft((value ^ word) * MULTIPLIER, ROTATED);
  }

  long value() {
    return value;
  }
}
