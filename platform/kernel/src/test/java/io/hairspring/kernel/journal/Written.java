package io.hairspring.kernel.journal;

import io.hairspring.api.journal.ExecutionLogger;
import io.hairspring.kernel.ring.LineRing;
import io.hairspring.schema.ClockReadingDecoder;
import io.hairspring.schema.ControlEventDecoder;
import io.hairspring.schema.ControlTextDecoder;
import io.hairspring.schema.CycleRecordDecoder;
import io.hairspring.schema.ExecutionReportDecoder;
import io.hairspring.schema.GapDecoder;
import io.hairspring.schema.MarketEventDecoder;
import io.hairspring.schema.MessageHeaderDecoder;
import io.hairspring.schema.OrderCommandDecoder;
import io.hairspring.schema.TaskTimesDecoder;
import io.hairspring.schema.TimerFiredDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.agrona.DirectBuffer;

/** A logger that keeps what it takes, each line in a few words. */
final class Written implements ExecutionLogger {
  final List<String> lines = new ArrayList<>();
  final StringBuilder text = new StringBuilder();
  boolean taking = true;
  private final MessageHeaderDecoder header = new MessageHeaderDecoder();

  @Override
  public boolean append(DirectBuffer buffer, int offset, int length) {
    for (int at = offset; taking && at < offset + length; at += LineRing.LINE) {
      lines.add(words(buffer, at));
    }
    return taking;
  }

  @Override
  public String location() {
    return "memory";
  }

  private String words(DirectBuffer buffer, int at) {
    header.wrap(buffer, at);
    return switch (header.templateId()) {
      case MarketEventDecoder.TEMPLATE_ID ->
          "event " + new MarketEventDecoder().wrapAndApplyHeader(buffer, at, header).sequence();
      case OrderCommandDecoder.TEMPLATE_ID ->
          "order "
              + new OrderCommandDecoder().wrapAndApplyHeader(buffer, at, header).clientOrderId();
      case ExecutionReportDecoder.TEMPLATE_ID ->
          "report "
              + new ExecutionReportDecoder().wrapAndApplyHeader(buffer, at, header).clientOrderId();
      case TimerFiredDecoder.TEMPLATE_ID ->
          "timer " + new TimerFiredDecoder().wrapAndApplyHeader(buffer, at, header).timerId();
      case CycleRecordDecoder.TEMPLATE_ID -> record(buffer, at);
      case TaskTimesDecoder.TEMPLATE_ID ->
          "times " + new TaskTimesDecoder().wrapAndApplyHeader(buffer, at, header).cycle();
      case GapDecoder.TEMPLATE_ID -> gap(buffer, at);
      case ControlEventDecoder.TEMPLATE_ID -> control(buffer, at);
      case ControlTextDecoder.TEMPLATE_ID -> text(buffer, at);
      case ClockReadingDecoder.TEMPLATE_ID ->
          "clock " + new ClockReadingDecoder().wrapAndApplyHeader(buffer, at, header).sequence();
      default -> "template " + header.templateId();
    };
  }

  private String record(DirectBuffer buffer, int at) {
    final CycleRecordDecoder line = new CycleRecordDecoder();
    line.wrapAndApplyHeader(buffer, at, header);
    return (line.outcome().slack() ? "slack " : "cycle ") + line.cycle();
  }

  private String gap(DirectBuffer buffer, int at) {
    final GapDecoder line = new GapDecoder();
    line.wrapAndApplyHeader(buffer, at, header);
    return "gap of "
        + line.records()
        + " records and "
        + line.inputs()
        + " inputs, cycles "
        + line.firstCycle()
        + " to "
        + line.lastCycle();
  }

  private String control(DirectBuffer buffer, int at) {
    final ControlEventDecoder line = new ControlEventDecoder();
    line.wrapAndApplyHeader(buffer, at, header);
    return "control "
        + line.sequence()
        + " kind "
        + line.kind()
        + " after cycle "
        + line.cycle()
        + " in plan "
        + line.epoch();
  }

  private String text(DirectBuffer buffer, int at) {
    final ControlTextDecoder line = new ControlTextDecoder();
    line.wrapAndApplyHeader(buffer, at, header);
    final byte[] bytes = new byte[ControlTextDecoder.textLength()];
    line.getText(bytes, 0, bytes.length);
    text.append(new String(bytes, StandardCharsets.ISO_8859_1));
    return "text of " + line.sequence();
  }
}
