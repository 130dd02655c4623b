package io.hairspring.logger;

import io.hairspring.logger.journal.JournalFormat;
import io.hairspring.schema.ClockReadingDecoder;
import io.hairspring.schema.ControlEventDecoder;
import io.hairspring.schema.ControlTextDecoder;
import io.hairspring.schema.CycleRecordDecoder;
import io.hairspring.schema.ExecutionReportDecoder;
import io.hairspring.schema.GapDecoder;
import io.hairspring.schema.GapEncoder;
import io.hairspring.schema.MessageHeaderDecoder;
import io.hairspring.schema.MessageHeaderEncoder;
import io.hairspring.schema.OrderCommandDecoder;
import io.hairspring.schema.TaskTimesDecoder;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * What is left out of the journal while space is short, and how the journal says so: a {@code Gap}
 * line where the lines are missing. One thread at a time.
 */
final class Withholding {
  private final GapEncoder gap = new GapEncoder();
  private final MessageHeaderEncoder header = new MessageHeaderEncoder();
  private final GapDecoder missing = new GapDecoder();
  private final MessageHeaderDecoder before = new MessageHeaderDecoder();
  private long records;
  private long inputs;
  private long total;

  /** Whether a line is about orders, or about the journal itself, and so gets the last space. */
  static boolean belongsToOrders(int template) {
    return switch (template) {
      case OrderCommandDecoder.TEMPLATE_ID,
          ExecutionReportDecoder.TEMPLATE_ID,
          ControlEventDecoder.TEMPLATE_ID,
          ControlTextDecoder.TEMPLATE_ID,
          ClockReadingDecoder.TEMPLATE_ID,
          GapDecoder.TEMPLATE_ID ->
          true;
      default -> false;
    };
  }

  /** A line is left out. One that says what was missing before it is still said. */
  void leaveOut(UnsafeBuffer line) {
    total++;
    before.wrap(line, 0);
    switch (before.templateId()) {
      case CycleRecordDecoder.TEMPLATE_ID, TaskTimesDecoder.TEMPLATE_ID -> records++;
      case GapDecoder.TEMPLATE_ID -> {
        missing.wrapAndApplyHeader(line, 0, before);
        records += missing.records();
        inputs += missing.inputs();
      }
      default -> inputs++;
    }
  }

  /** Whether a gap is to be told. */
  boolean pending() {
    return records + inputs > 0;
  }

  /** Writes the line of the gap. */
  void tell(UnsafeBuffer block, int offset, long nanos) {
    block.setMemory(offset, JournalFormat.LINE, (byte) 0);
    gap.wrapAndApplyHeader(block, offset, header)
        .nanos(nanos)
        .records(records)
        .inputs(inputs)
        .firstCycle(0)
        .lastCycle(0)
        .lane((short) 0);
  }

  /** The gap is in the journal. */
  void told() {
    records = 0;
    inputs = 0;
  }

  /** Lines left out since the start. */
  long total() {
    return total;
  }
}
