package io.hairspring.kernel.journal;

import io.hairspring.kernel.ring.LineRing;
import io.hairspring.schema.GapEncoder;
import io.hairspring.schema.MessageHeaderEncoder;
import org.agrona.concurrent.UnsafeBuffer;

/** What is missing since the last gap was written. The observer's thread. */
final class GapCount {
  private final UnsafeBuffer buffer = new UnsafeBuffer(new byte[LineRing.LINE]);
  private final MessageHeaderEncoder header = new MessageHeaderEncoder();
  private final GapEncoder line = new GapEncoder();
  private long records;
  private long inputs;
  private long firstCycle;
  private long lastCycle;

  void records(long count) {
    records += count;
  }

  void inputs(long count) {
    inputs += count;
  }

  /** Something of these cycles is missing. */
  void cycles(long first, long last) {
    if (firstCycle == 0) {
      firstCycle = first;
    }
    lastCycle = Math.max(lastCycle, last);
  }

  boolean any() {
    return records != 0 || inputs != 0;
  }

  /** Lines that are missing. */
  long count() {
    return records + inputs;
  }

  /** Writes the gap where the next line goes, and begins to count anew. */
  void writeTo(JournalBatch batch, long nanos) {
    line.wrapAndApplyHeader(buffer, 0, header)
        .nanos(nanos)
        .records(records)
        .inputs(inputs)
        .firstCycle(firstCycle)
        .lastCycle(lastCycle)
        .lane((short) 0);
    batch.add(buffer, 0);
    records = 0;
    inputs = 0;
    firstCycle = 0;
    lastCycle = 0;
  }
}
