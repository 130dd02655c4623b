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

  private final LineRing records;
  private final LaneCounters counters;
  private final int lane;
  private final MessageHeaderEncoder header = new MessageHeaderEncoder();
  private final CycleRecordEncoder line = new CycleRecordEncoder();
  private final long lineHeader = headerOf(line);
  private final TaskTimesEncoder timesLine = new TaskTimesEncoder();
  private int epoch;
  private boolean adopted;
  private int held = NOTHING;
  private boolean gap;

  /** Whether there are records to hand over, and when the oldest of them began. */
  private boolean behind;

  private long behindSinceNanos;

  RecordWriter(LineRing records, LaneCounters counters, int lane) {
    this.records = records;
    this.counters = counters;
    this.lane = lane;
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
      line.endNanos(endNanos);
      short bits = outcome(cycle);
      bits = OutcomeFlagsEncoder.planAdopted(bits, adopted);
      bits = OutcomeFlagsEncoder.heldForTimer(bits, cycle.kind() == held);
      outcome(OutcomeFlagsEncoder.deferred(bits, deferred));
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
      line.endNanos(endNanos);
      final short bits = OutcomeFlagsEncoder.slack(outcome(cycle), true);
      outcome(OutcomeFlagsEncoder.resumed(bits, resumed));
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
        .wrapAndApplyHeader(records.buffer(), offset, header)
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
    records.buffer().putBytes(offset, timer, 0, LineRing.LINE);
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
    // In one store, and never another.
    records.buffer().putLong(offset, lineHeader);
    line.wrap(records.buffer(), offset + MessageHeaderEncoder.ENCODED_LENGTH);
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
    line.cycle(cycle.number())
        .triggerSequence(cycle.lastSequence())
        .dueNanos(cycle.dueNanos())
        .startNanos(start)
        .epoch(epoch)
        .orderOutNanos(out == 0 ? 0 : (int) Math.min(out - start, Integer.MAX_VALUE))
        .trigger((short) cycle.templateId())
        .lane((short) lane)
        .orders(cycle.orders)
        .steps(cycle.steps);
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

  /** All bits at once: one store where each bit alone would wait for the store before it. */
  private void outcome(short bits) {
    line.buffer()
        .putShort(
            line.offset() + CycleRecordEncoder.outcomeEncodingOffset(),
            bits,
            CycleRecordEncoder.BYTE_ORDER);
  }
}
