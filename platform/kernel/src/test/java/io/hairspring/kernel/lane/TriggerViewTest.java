package io.hairspring.kernel.lane;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.hairspring.api.market.MarketEventKind;
import io.hairspring.api.market.Side;
import io.hairspring.api.order.RejectReason;
import io.hairspring.api.order.ReportKind;
import io.hairspring.schema.ExecutionReportEncoder;
import io.hairspring.schema.MarketEventEncoder;
import io.hairspring.schema.MessageHeaderEncoder;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

/** What a task reads of a trigger is what was written into its line. */
class TriggerViewTest {
  private final UnsafeBuffer lines = new UnsafeBuffer(new byte[128]);
  private final MessageHeaderEncoder header = new MessageHeaderEncoder();

  @Test
  void shouldReadAMarketEvent() {
    new MarketEventEncoder()
        .wrapAndApplyHeader(lines, 64, header)
        .sequence(1)
        .exchangeNanos(2)
        .receiveNanos(3)
        .orderId(4)
        .price(-5)
        .quantity(6)
        .instrument(7)
        .kind((short) MarketEventKind.EXECUTE.ordinal())
        .side((short) Side.ASK.ordinal())
        .flags((short) 8);
    final MarketEventView view = new MarketEventView();
    view.wrap(lines, 64);
    assertEquals(1, view.sequence());
    assertEquals(2, view.exchangeNanos());
    assertEquals(3, view.receiveNanos());
    assertEquals(4, view.orderId());
    assertEquals(-5, view.price());
    assertEquals(6, view.quantity());
    assertEquals(7, view.instrument());
    assertEquals(MarketEventKind.EXECUTE, view.kind());
    assertEquals(MarketEventKind.EXECUTE.ordinal(), view.kindOrdinal());
    assertEquals(Side.ASK, view.side());
    assertEquals(8, view.flags());
  }

  @Test
  void shouldTakeAKindThatItDoesNotKnowForAStatus() {
    new MarketEventEncoder().wrapAndApplyHeader(lines, 64, header).kind((short) 200);
    final MarketEventView view = new MarketEventView();
    view.wrap(lines, 64);
    assertEquals(MarketEventKind.STATUS, view.kind());
    assertEquals(MarketEventKind.STATUS.ordinal(), view.kindOrdinal());
  }

  @Test
  void shouldReadAnExecutionReport() {
    new ExecutionReportEncoder()
        .wrapAndApplyHeader(lines, 64, header)
        .clientOrderId(1)
        .exchangeOrderId(2)
        .exchangeNanos(3)
        .receiveNanos(4)
        .price(-5)
        .quantity(6)
        .leavesQuantity(7)
        .instrument(8)
        .kind((short) ReportKind.values()[1].ordinal())
        .side((short) Side.BID.ordinal())
        .reason((short) RejectReason.values()[1].ordinal());
    final ExecutionReportView view = new ExecutionReportView();
    view.wrap(lines, 64);
    assertEquals(1, view.clientOrderId());
    assertEquals(2, view.exchangeOrderId());
    assertEquals(3, view.exchangeNanos());
    assertEquals(4, view.receiveNanos());
    assertEquals(-5, view.price());
    assertEquals(6, view.quantity());
    assertEquals(7, view.leavesQuantity());
    assertEquals(8, view.instrument());
    assertEquals(ReportKind.values()[1], view.kind());
    assertEquals(Side.BID, view.side());
    assertEquals(RejectReason.values()[1], view.reason());
  }
}
