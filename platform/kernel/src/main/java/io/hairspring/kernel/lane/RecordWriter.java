package io.hairspring.kernel.lane;

import io.hairspring.api.task.HotPath;
import io.hairspring.kernel.ring.LineRing;
import io.hairspring.schema.CycleRecordEncoder;
import io.hairspring.schema.MessageHeaderEncoder;
import io.hairspring.schema.OutcomeFlagsEncoder;
import io.hairspring.schema.TaskTimesEncoder;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Writes execution records in place: one when a cycle's critical steps are done, one when its
 * deferred steps are, and the times of steps that were timed. They are handed over when the lane
 * rests, and while it does not, once they are {@value #LONGEST_NANOS} ns old: the reader's core has
 * to give the ring's position back each time, and in the middle of work the lane would wait for it.
 * A full ring drops the record, counts it and marks the next one.
 */
@HotPath
final class RecordWriter {
  /** So old may a cycle's start be before its record is handed over. */
  static final long LONGEST_NANOS = 4_000;

  /** Lines of an event: a cycle's record and times, and those of its deferred steps. */
  private static final int AHEAD = 4;

  private static final int NOTHING = -1;

  // A record is eight stores of eight bytes: an encoder's, field by field, are more than twice as
  // many, its own fields' among them.
  private static final int HEADER = MessageHeaderEncoder.ENCODED_LENGTH;
  private static final int CYCLE = HEADER + CycleRecordEncoder.cycleEncodingOffset();
  private static final int SEQUENCE = HEADER + CycleRecordEncoder.triggerSequenceEncodingOffset();
  private static final int DUE = HEADER + CycleRecordEncoder.dueNanosEncodingOffset();
  private static final int START = HEADER + CycleRecordEncoder.startNanosEncodingOffset();
  private static final int END = HEADER + CycleRecordEncoder.endNanosEncodingOffset();
  private static final int PLAN = HEADER + CycleRecordEncoder.epochEncodingOffset();
  private static final int OUT_BIT =
      Byte.SIZE * (HEADER + CycleRecordEncoder.orderOutNanosEncodingOffset() - PLAN);
  private static final int LAST = HEADER + CycleRecordEncoder.triggerEncodingOffset();
  private static final int LANE_BIT =
      Byte.SIZE * (HEADER + CycleRecordEncoder.laneEncodingOffset() - LAST);
  private static final int OUTCOME_BIT =
      Byte.SIZE * (HEADER + CycleRecordEncoder.outcomeEncodingOffset() - LAST);
  private static final int ORDERS_BIT =
      Byte.SIZE * (HEADER + CycleRecordEncoder.ordersEncodingOffset() - LAST);
  private static final int STEPS_BIT =
      Byte.SIZE * (HEADER + CycleRecordEncoder.stepsEncodingOffset() - LAST);
  private static final long UNSIGNED_INT = 0xFFFF_FFFFL;
  private static final long UNSIGNED_SHORT = 0xFFFF;

  private final LineRing records;
  private final UnsafeBuffer lines;
  private final LaneCounters counters;
  private final long laneBits;
  private final MessageHeaderEncoder header = new MessageHeaderEncoder();
  private final long lineHeader = headerOf(new CycleRecordEncoder());
  private final TaskTimesEncoder timesLine = new TaskTimesEncoder();
  private int epoch;
  private boolean adopted;
  private int held = NOTHING;
  private boolean gap;
  private int line;

  /** Whether there are records to hand over, and when the oldest of them began. */
  private boolean behind;

  private long behindSinceNanos;

  RecordWriter(LineRing records, LaneCounters counters, int lane) {
    this.records = records;
    this.lines = records.buffer();
    this.counters = counters;
    this.laneBits = (long) lane << LANE_BIT;
  }

  private static long headerOf(CycleRecordEncoder encoder) {
    final UnsafeBuffer scratch = new UnsafeBuffer(new byte[LineRing.LINE]);
    encoder.wrapAndApplyHeader(scratch, 0, new MessageHeaderEncoder());
    return scratch.getLong(0);
  }

  void planAdopted(int newEpoch) {
    epoch = newEpoch;
    adopted = true;
  }

  /** A trigger of a kind was held back for a precise timer; the next cycle of it says so. */
  void heldForTimer(int kind) {
    held = kind;
  }

  /**
   * A cycle's critical steps are done; the time is not read yet. What is written here costs little:
   * the processor does it while the last step's results are on their way, and a reading of the
   * clock would have it wait for them.
   *
   * @return whether there is room for the record
   */
  boolean begin(LaneCycle cycle) {
    final boolean room = claimRecord();
    if (room) {
      write(cycle, cycle.timeNanos());
    }
    return room;
  }

  /**
   * Ends the record of a cycle's critical steps.
   *
   * @param room what {@link #begin} returned
   */
  void critical(LaneCycle cycle, boolean room, boolean deferred, long endNanos) {
    if (room) {
      short bits = outcome(cycle);
      bits = OutcomeFlagsEncoder.planAdopted(bits, adopted);
      bits = OutcomeFlagsEncoder.heldForTimer(bits, cycle.kind() == held);
      end(cycle, OutcomeFlagsEncoder.deferred(bits, deferred), endNanos);
      adopted = false;
      if (cycle.kind() == held) {
        held = NOTHING;
      }
      fill(cycle.timeNanos(), endNanos);
    }
  }

  /** A cycle's deferred steps are done. */
  void slack(LaneCycle cycle, boolean resumed, long endNanos) {
    if (claimRecord()) {
      write(cycle, cycle.slackNanos);
      final short bits = OutcomeFlagsEncoder.slack(outcome(cycle), true);
      end(cycle, OutcomeFlagsEncoder.resumed(bits, resumed), endNanos);
      fill(cycle.slackNanos, endNanos);
    }
  }

  /** Times of steps, as packed in the schema. */
  void times(long cycle, long[] packed) {
    final int offset = claim();
    if (offset == LineRing.FULL) {
      return;
    }
    timesLine
        .wrapAndApplyHeader(lines, offset, header)
        .cycle(cycle)
        .time1(packed[0])
        .time2(packed[1])
        .time3(packed[2])
        .time4(packed[3])
        .time5(packed[4])
        .time6(packed[5]);
    records.fill();
  }

  /** A timer fired: its line stands before the record of its cycle, which it triggers. */
  void fired(DirectBuffer timer) {
    final int offset = claim();
    if (offset == LineRing.FULL) {
      return;
    }
    lines.putBytes(offset, timer, 0, LineRing.LINE);
    records.fill();
  }

  private void fill(long beganNanos, long endNanos) {
    records.fill();
    if (!behind) {
      behind = true;
      behindSinceNanos = beganNanos;
    }
    if (endNanos - behindSinceNanos > LONGEST_NANOS) {
      publish();
    }
  }

  /** Hands over what there is. */
  void publish() {
    records.publish();
    behind = false;
  }

  /** The lane has time: what there is is handed over, and the next lines are fetched. */
  void rest() {
    publish();
    records.fetch(AHEAD);
  }

  /** Where the next line is to be written; one that finds no room is dropped. */
  private int claim() {
    final int offset = records.claim();
    if (offset == LineRing.FULL) {
      drop();
    }
    return offset;
  }

  private boolean claimRecord() {
    final int offset = claim();
    if (offset == LineRing.FULL) {
      return false;
    }
    line = offset;
    lines.putLong(offset, lineHeader);
    return true;
  }

  private void drop() {
    // What makes room is not to wait for what would be there with it.
    publish();
    gap = true;
    counters.countDropped();
  }

  private void write(LaneCycle cycle, long start) {
    final long out = cycle.lastOutNanos;
    final long outAfter = out == 0 ? 0 : Math.min(out - start, Integer.MAX_VALUE);
    put(CYCLE, cycle.number());
    put(SEQUENCE, cycle.lastSequence());
    put(DUE, cycle.dueNanos());
    put(START, start);
    put(PLAN, (epoch & UNSIGNED_INT) | (outAfter << OUT_BIT));
  }

  private void end(LaneCycle cycle, short outcome, long endNanos) {
    put(END, endNanos);
    put(
        LAST,
        cycle.templateId()
            | laneBits
            | ((outcome & UNSIGNED_SHORT) << OUTCOME_BIT)
            | ((cycle.orders & UNSIGNED_SHORT) << ORDERS_BIT)
            | ((cycle.steps & UNSIGNED_SHORT) << STEPS_BIT));
  }

  private void put(int at, long value) {
    lines.putLong(line + at, value, CycleRecordEncoder.BYTE_ORDER);
  }

  private short outcome(LaneCycle cycle) {
    short bits = OutcomeFlagsEncoder.orderSent((short) 0, cycle.orders != 0);
    bits = OutcomeFlagsEncoder.orderRefused(bits, cycle.refused != 0);
    bits = OutcomeFlagsEncoder.taskFailed(bits, cycle.failed);
    bits = OutcomeFlagsEncoder.gapBefore(bits, gap);
    bits = OutcomeFlagsEncoder.timed(bits, cycle.timed);
    bits = OutcomeFlagsEncoder.shed(bits, cycle.shed);
    bits = OutcomeFlagsEncoder.deadlineMissed(bits, cycle.late);
    bits = OutcomeFlagsEncoder.ceiling(bits, cycle.ceiling);
    gap = false;
    return OutcomeFlagsEncoder.ordersAborted(bits, cycle.aborted);
  }
}
