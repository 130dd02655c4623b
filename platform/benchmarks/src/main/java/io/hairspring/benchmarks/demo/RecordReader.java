package io.hairspring.benchmarks.demo;

import io.hairspring.api.monitor.ExecutionMonitor;
import io.hairspring.benchmarks.report.LatencySeries;
import io.hairspring.schema.CycleRecordDecoder;
import io.hairspring.schema.MarketEventDecoder;
import io.hairspring.schema.MessageHeaderDecoder;
import org.agrona.DirectBuffer;

/**
 * Makes latencies of execution records. The observer's thread writes; read it when the platform is
 * idle.
 */
public final class RecordReader implements ExecutionMonitor {
  private final MessageHeaderDecoder header = new MessageHeaderDecoder();
  private final CycleRecordDecoder line = new CycleRecordDecoder();
  private final LatencySeries tickToOrder;
  private final LatencySeries tickToLane;
  private final LatencySeries cycle;
  private long cycles;
  private long tasks;
  private boolean gap;
  private long lastSequence;
  private long sequenceBreaks;

  /** A reader of a demo's records. */
  RecordReader() {
    this("");
  }

  /**
   * A reader with series of a name of their own.
   *
   * @param suffix of the series' names
   */
  public RecordReader(String suffix) {
    tickToOrder = new LatencySeries("tick_to_order" + suffix);
    tickToLane = new LatencySeries("tick_to_lane" + suffix);
    cycle = new LatencySeries("cycle" + suffix);
  }

  @Override
  public void onRecord(DirectBuffer buffer, int offset) {
    header.wrap(buffer, offset);
    if (header.templateId() == CycleRecordDecoder.TEMPLATE_ID) {
      line.wrapAndApplyHeader(buffer, offset, header);
      tasks += line.steps();
      if (!line.outcome().slack()) {
        onCycle();
      }
    }
  }

  private void onCycle() {
    cycles++;
    cycle.accept(line.endNanos() - line.startNanos());
    gap |= line.outcome().gapBefore();
    if (line.trigger() == MarketEventDecoder.TEMPLATE_ID) {
      final long sequence = line.triggerSequence();
      if (sequence != lastSequence + 1 && !gap) {
        sequenceBreaks++;
      }
      gap = false;
      lastSequence = sequence;
      tickToLane.accept(line.startNanos() - line.dueNanos());
      if (line.outcome().orderSent()) {
        tickToOrder.accept(line.startNanos() + line.orderOutNanos() - line.dueNanos());
      }
    }
  }

  /** Ends a block of each series. */
  public void endBlock() {
    tickToOrder.endBlock();
    tickToLane.endBlock();
    cycle.endBlock();
  }

  /** From due to the order's bytes in the egress ring. */
  public LatencySeries tickToOrder() {
    return tickToOrder;
  }

  /** From due to taken by the lane: of every market event, as the bare relay's latencies are. */
  LatencySeries tickToLane() {
    return tickToLane;
  }

  /** From the trigger taken to the end of the critical steps. */
  public LatencySeries cycle() {
    return cycle;
  }

  long cycles() {
    return cycles;
  }

  long tasks() {
    return tasks;
  }

  long sequenceBreaks() {
    return sequenceBreaks;
  }
}
