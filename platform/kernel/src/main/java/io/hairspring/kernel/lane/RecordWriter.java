package io.hairspring.kernel.lane;

import io.hairspring.api.task.HotPath;
import io.hairspring.kernel.ring.LineRing;
import io.hairspring.schema.CycleRecordEncoder;
import io.hairspring.schema.MessageHeaderEncoder;
import io.hairspring.schema.TaskTimesEncoder;

/**
 * Writes execution records in place: one when a cycle's critical steps are done, one when its
 * deferred steps are, and the times of steps that were timed. A full ring drops the record, counts
 * it and marks the next one.
 */
@HotPath
final class RecordWriter {
  private static final int NOTHING = -1;

  private final LineRing records;
  private final LaneCounters counters;
  private final int lane;
  private final MessageHeaderEncoder header = new MessageHeaderEncoder();
  private final CycleRecordEncoder line = new CycleRecordEncoder();
  private final TaskTimesEncoder timesLine = new TaskTimesEncoder();
  private int epoch;
  private boolean adopted;
  private int held = NOTHING;
  private boolean gap;

  RecordWriter(LineRing records, LaneCounters counters, int lane) {
    this.records = records;
    this.counters = counters;
    this.lane = lane;
  }

  void planAdopted(int newEpoch) {
    epoch = newEpoch;
    adopted = true;
  }

  /** A trigger of a kind was held back for a precise timer; the next cycle of it says so. */
  void heldForTimer(int kind) {
    held = kind;
  }

  /** A cycle's critical steps are done. */
  void critical(LaneCycle cycle, boolean deferred, long endNanos) {
    if (claim()) {
      write(cycle, cycle.timeNanos(), endNanos);
      line.outcome().planAdopted(adopted).heldForTimer(cycle.kind() == held).deferred(deferred);
      adopted = false;
      if (cycle.kind() == held) {
        held = NOTHING;
      }
      records.commit();
    }
  }

  /** A cycle's deferred steps are done. */
  void slack(LaneCycle cycle, boolean resumed, long endNanos) {
    if (claim()) {
      write(cycle, cycle.slackNanos, endNanos);
      line.outcome().slack(true).resumed(resumed);
      records.commit();
    }
  }

  /** Times of steps, as packed in the schema. */
  void times(long cycle, long[] packed) {
    if (records.claim() == LineRing.FULL) {
      drop();
      return;
    }
    timesLine
        .wrapAndApplyHeader(records.buffer(), records.claim(), header)
        .cycle(cycle)
        .time1(packed[0])
        .time2(packed[1])
        .time3(packed[2])
        .time4(packed[3])
        .time5(packed[4])
        .time6(packed[5]);
    records.commit();
  }

  private boolean claim() {
    final int offset = records.claim();
    if (offset == LineRing.FULL) {
      drop();
      return false;
    }
    line.wrapAndApplyHeader(records.buffer(), offset, header);
    return true;
  }

  private void drop() {
    gap = true;
    counters.countDropped();
  }

  private void write(LaneCycle cycle, long start, long end) {
    final long out = cycle.lastOutNanos;
    line.cycle(cycle.number())
        .triggerSequence(cycle.lastSequence())
        .dueNanos(cycle.dueNanos())
        .startNanos(start)
        .endNanos(end)
        .epoch(epoch)
        .orderOutNanos(out == 0 ? 0 : (int) Math.min(out - start, Integer.MAX_VALUE))
        .trigger((short) cycle.templateId())
        .lane((short) lane)
        .orders(cycle.orders)
        .steps(cycle.steps)
        .outcome()
        .clear()
        .orderSent(cycle.orders != 0)
        .orderRefused(cycle.refused != 0)
        .taskFailed(cycle.failed)
        .gapBefore(gap)
        .timed(cycle.timed)
        .shed(cycle.shed)
        .deadlineMissed(cycle.late)
        .ceiling(cycle.ceiling)
        .ordersAborted(cycle.aborted);
    gap = false;
  }
}
