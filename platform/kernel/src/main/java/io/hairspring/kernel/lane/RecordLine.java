package io.hairspring.kernel.lane;

import io.hairspring.api.task.HotPath;
import io.hairspring.kernel.ring.LineRing;
import io.hairspring.schema.CycleRecordEncoder;

/** A cycle's record, word by word. */
@HotPath
final class RecordLine extends WordLine {
  private static final int CYCLE = HEADER + CycleRecordEncoder.cycleEncodingOffset();
  private static final int SEQUENCE = HEADER + CycleRecordEncoder.triggerSequenceEncodingOffset();
  private static final int DUE = HEADER + CycleRecordEncoder.dueNanosEncodingOffset();
  private static final int START = HEADER + CycleRecordEncoder.startNanosEncodingOffset();
  private static final int END = HEADER + CycleRecordEncoder.endNanosEncodingOffset();
  private static final int PLAN = HEADER + CycleRecordEncoder.epochEncodingOffset();
  private static final int OUT_BIT = bit(PLAN, CycleRecordEncoder.orderOutNanosEncodingOffset());
  private static final int LAST = HEADER + CycleRecordEncoder.triggerEncodingOffset();
  private static final int LANE_BIT = bit(LAST, CycleRecordEncoder.laneEncodingOffset());
  private static final int OUTCOME_BIT = bit(LAST, CycleRecordEncoder.outcomeEncodingOffset());
  private static final int ORDERS_BIT = bit(LAST, CycleRecordEncoder.ordersEncodingOffset());
  private static final int STEPS_BIT = bit(LAST, CycleRecordEncoder.stepsEncodingOffset());

  private final long laneBits;

  /** Writes to a lane's record ring. */
  RecordLine(LineRing records, int lane) {
    super(
        records,
        (buffer, header) -> new CycleRecordEncoder().wrapAndApplyHeader(buffer, 0, header));
    laneBits = (long) lane << LANE_BIT;
  }

  /** What is known before the end, in the next line of the ring, which has room. */
  void begin(LaneCycle cycle, long startNanos, int epoch) {
    final long out = cycle.lastOutNanos;
    final long outAfter = out == 0 ? 0 : Math.min(out - startNanos, Integer.MAX_VALUE);
    begin();
    put(CYCLE, cycle.number());
    put(SEQUENCE, cycle.lastSequence());
    put(DUE, cycle.dueNanos());
    put(START, startNanos);
    put(PLAN, (epoch & UNSIGNED_INT) | (outAfter << OUT_BIT));
  }

  /**
   * The rest.
   *
   * @param outcome bits of {@link Outcome}
   */
  void end(LaneCycle cycle, int outcome, long endNanos) {
    put(END, endNanos);
    put(
        LAST,
        cycle.templateId()
            | laneBits
            | ((outcome & UNSIGNED_SHORT) << OUTCOME_BIT)
            | ((cycle.orders & UNSIGNED_SHORT) << ORDERS_BIT)
            | ((cycle.steps & UNSIGNED_SHORT) << STEPS_BIT));
  }
}
