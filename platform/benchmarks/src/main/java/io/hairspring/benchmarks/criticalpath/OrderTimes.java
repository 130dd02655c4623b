package io.hairspring.benchmarks.criticalpath;

import io.hairspring.api.monitor.ExecutionMonitor;
import io.hairspring.benchmarks.report.LatencySeries;
import io.hairspring.schema.CycleRecordDecoder;
import io.hairspring.schema.MessageHeaderDecoder;
import org.agrona.DirectBuffer;

/**
 * Takes from execution records the time from a trigger to its order out. Cycles whose steps are
 * timed one by one are left out: the clock readings between the steps are in them.
 */
final class OrderTimes implements ExecutionMonitor {
  private final MessageHeaderDecoder header = new MessageHeaderDecoder();
  private final CycleRecordDecoder line = new CycleRecordDecoder();
  private final LatencySeries series;

  OrderTimes(LatencySeries series) {
    this.series = series;
  }

  @Override
  public void onRecord(DirectBuffer buffer, int offset) {
    header.wrap(buffer, offset);
    if (header.templateId() == CycleRecordDecoder.TEMPLATE_ID) {
      line.wrapAndApplyHeader(buffer, offset, header);
      if (line.outcome().orderSent() && !line.outcome().timed()) {
        series.accept(line.orderOutNanos());
      }
    }
  }

  LatencySeries series() {
    return series;
  }
}
