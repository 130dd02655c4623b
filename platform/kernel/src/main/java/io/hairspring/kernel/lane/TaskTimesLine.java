package io.hairspring.kernel.lane;

import io.hairspring.api.task.HotPath;
import io.hairspring.kernel.ring.LineRing;
import io.hairspring.schema.TaskTimesEncoder;

/** Times of a cycle's steps, word by word. */
@HotPath
final class TaskTimesLine extends WordLine {
  /** Times in a line. */
  static final int TIMES = 6;

  private static final int CYCLE = HEADER + TaskTimesEncoder.cycleEncodingOffset();
  private static final int FIRST = HEADER + TaskTimesEncoder.time1EncodingOffset();

  /** Writes to a lane's record ring. */
  TaskTimesLine(LineRing records) {
    super(
        records, (buffer, header) -> new TaskTimesEncoder().wrapAndApplyHeader(buffer, 0, header));
  }

  /** All of it, in the next line of the ring, which has room; times as packed in the schema. */
  void put(long cycle, long[] packed) {
    begin();
    put(CYCLE, cycle);
    for (int i = 0; i < TIMES; i++) {
      put(FIRST + i * Long.BYTES, packed[i]);
    }
  }
}
