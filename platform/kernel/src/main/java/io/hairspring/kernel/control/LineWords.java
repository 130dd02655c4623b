package io.hairspring.kernel.control;

import io.hairspring.api.market.MarketEventKind;
import io.hairspring.api.market.Side;
import io.hairspring.api.order.OrderCommandKind;
import io.hairspring.api.order.OrderTerms;
import io.hairspring.api.order.ReportKind;
import io.hairspring.schema.CycleRecordDecoder;
import io.hairspring.schema.ExecutionReportDecoder;
import io.hairspring.schema.MarketEventDecoder;
import io.hairspring.schema.MessageHeaderDecoder;
import io.hairspring.schema.OrderCommandDecoder;
import io.hairspring.schema.OutcomeFlagsEncoder;
import io.hairspring.schema.TimerFiredDecoder;
import org.agrona.DirectBuffer;

/** Lines in words, for a person. */
final class LineWords {
  /** Bits of an outcome that are not decided by the inputs. */
  static final int NOT_DECIDED =
      OutcomeFlagsEncoder.gapBefore(
              OutcomeFlagsEncoder.timed(
                  OutcomeFlagsEncoder.heldForTimer(
                      OutcomeFlagsEncoder.resumed((short) 0, true), true),
                  true),
              true)
          & 0xffff;

  private LineWords() {}

  static String of(DirectBuffer buffer, int offset) {
    final MessageHeaderDecoder header = new MessageHeaderDecoder().wrap(buffer, offset);
    return switch (header.templateId()) {
      case MarketEventDecoder.TEMPLATE_ID ->
          event(new MarketEventDecoder().wrapAndApplyHeader(buffer, offset, header));
      case OrderCommandDecoder.TEMPLATE_ID ->
          order(new OrderCommandDecoder().wrapAndApplyHeader(buffer, offset, header));
      case ExecutionReportDecoder.TEMPLATE_ID ->
          report(new ExecutionReportDecoder().wrapAndApplyHeader(buffer, offset, header));
      case TimerFiredDecoder.TEMPLATE_ID ->
          timer(new TimerFiredDecoder().wrapAndApplyHeader(buffer, offset, header));
      case CycleRecordDecoder.TEMPLATE_ID ->
          record(new CycleRecordDecoder().wrapAndApplyHeader(buffer, offset, header));
      default -> "line of template " + header.templateId();
    };
  }

  private static String event(MarketEventDecoder line) {
    return "market event "
        + line.sequence()
        + ": "
        + MarketEventKind.of(line.kind())
        + " "
        + Side.of(line.side())
        + " instrument "
        + line.instrument()
        + " order "
        + line.orderId()
        + " price "
        + line.price()
        + " quantity "
        + line.quantity()
        + " due "
        + line.receiveNanos();
  }

  private static String order(OrderCommandDecoder line) {
    return "order "
        + Long.toHexString(line.clientOrderId())
        + ": "
        + OrderCommandKind.of(line.kind())
        + " "
        + Side.of(line.side())
        + " instrument "
        + line.instrument()
        + " price "
        + line.price()
        + " quantity "
        + line.quantity()
        + " "
        + OrderTerms.of(line.terms())
        + " strategy "
        + line.strategy()
        + ", because of event "
        + line.causeSequence()
        + " at "
        + line.decisionNanos();
  }

  private static String report(ExecutionReportDecoder line) {
    return "report of order "
        + Long.toHexString(line.clientOrderId())
        + ": "
        + ReportKind.of(line.kind())
        + " price "
        + line.price()
        + " quantity "
        + line.quantity()
        + " leaves "
        + line.leavesQuantity()
        + " at "
        + line.receiveNanos();
  }

  private static String timer(TimerFiredDecoder line) {
    return "timer "
        + line.timerId()
        + " of task "
        + line.task()
        + " due "
        + line.dueNanos()
        + " argument "
        + line.argument()
        + " missed "
        + line.missed();
  }

  private static String record(CycleRecordDecoder line) {
    return "cycle "
        + line.cycle()
        + " event "
        + line.triggerSequence()
        + " trigger "
        + line.trigger()
        + " plan "
        + line.epoch()
        + " start "
        + line.startNanos()
        + " due "
        + line.dueNanos()
        + " orders "
        + line.orders()
        + " steps "
        + line.steps()
        + " outcome "
        + Integer.toBinaryString(line.outcome().getRaw() & 0xffff);
  }
}
