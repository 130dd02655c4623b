package io.hairspring.kernel.lane;

import io.hairspring.api.task.HotPath;
import io.hairspring.kernel.ring.LineRing;
import io.hairspring.schema.CycleRecordEncoder;
import io.hairspring.schema.MessageHeaderEncoder;
import io.hairspring.schema.OutcomeFlagsEncoder;

/**
 * Writes one execution record per cycle, in place. A full ring drops the record, counts it and
 * marks the next one.
 */
@HotPath
final class RecordWriter {
  private final LineRing records;
  private final LaneCounters counters;
  private final int lane;
  private final MessageHeaderEncoder header = new MessageHeaderEncoder();
  private final CycleRecordEncoder line = new CycleRecordEncoder();
  private boolean gap;

  RecordWriter(LineRing records, LaneCounters counters, int lane) {
    this.records = records;
    this.counters = counters;
    this.lane = lane;
  }

  void write(
      LaneCycle cycle,
      int epoch,
      int templateId,
      int steps,
      OrderEntry orders,
      boolean failed,
      boolean adopted,
      long endNanos) {
    final int offset = records.claim();
    if (offset == LineRing.FULL) {
      gap = true;
      counters.recordDropped();
      return;
    }
    final long start = cycle.timeNanos();
    final long out = orders.lastOutNanos();
    final OutcomeFlagsEncoder outcome =
        line.wrapAndApplyHeader(records.buffer(), offset, header)
            .cycle(cycle.number())
            .triggerSequence(cycle.sequence())
            .dueNanos(cycle.dueNanos())
            .startNanos(start)
            .endNanos(endNanos)
            .epoch(epoch)
            .orderOutNanos(out == 0 ? 0 : (int) Math.min(out - start, Integer.MAX_VALUE))
            .trigger((short) templateId)
            .lane((short) lane)
            .orders(orders.sent())
            .steps(steps)
            .outcome();
    outcome
        .clear()
        .orderSent(orders.sent() != 0)
        .orderRefused(orders.refused() != 0)
        .taskFailed(failed)
        .planAdopted(adopted)
        .gapBefore(gap);
    records.commit();
    gap = false;
  }
}
