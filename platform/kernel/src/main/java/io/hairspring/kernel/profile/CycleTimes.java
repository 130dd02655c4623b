package io.hairspring.kernel.profile;

import io.hairspring.api.monitor.ExecutionMonitor;
import io.hairspring.schema.CycleRecordDecoder;
import io.hairspring.schema.MarketEventDecoder;
import io.hairspring.schema.MessageHeaderDecoder;
import org.agrona.DirectBuffer;

/**
 * What lane 0's market event cycles take under one plan, from trigger to the end of their critical
 * steps, while somebody wants to know. Cycles whose steps were timed do not count: timing takes
 * time. The observer's thread writes, the control thread asks.
 */
public final class CycleTimes implements ExecutionMonitor {
  private final MessageHeaderDecoder header = new MessageHeaderDecoder();
  private final CycleRecordDecoder line = new CycleRecordDecoder();
  private volatile Watch watch = new Watch(0, new TaskWindow());

  private record Watch(int epoch, TaskWindow window) {}

  /** Looks at the cycles of another plan from now on; 0 for none. Control thread. */
  public void watch(int epoch) {
    watch = new Watch(epoch, new TaskWindow());
  }

  /** What the cycles since then took. Control thread. */
  public TaskProfile seen() {
    final Watch now = watch;
    now.window.gather();
    return now.window.profile();
  }

  @Override
  public void onRecord(DirectBuffer buffer, int offset) {
    final Watch now = watch;
    if (now.epoch == 0) {
      return;
    }
    header.wrap(buffer, offset);
    if (header.templateId() == CycleRecordDecoder.TEMPLATE_ID) {
      line.wrapAndApplyHeader(buffer, offset, header);
      if (line.epoch() == now.epoch && counts()) {
        now.window.add(line.endNanos() - line.startNanos());
      }
    }
  }

  private boolean counts() {
    return line.lane() == 0
        && line.trigger() == MarketEventDecoder.TEMPLATE_ID
        && !line.outcome().timed()
        && !line.outcome().slack();
  }
}
