package io.hairspring.gateway.simulated;

import io.hairspring.api.market.Side;
import io.hairspring.api.order.RejectReason;
import io.hairspring.api.order.ReportKind;
import io.hairspring.schema.ExecutionReportDecoder;
import io.hairspring.schema.MessageHeaderDecoder;
import org.agrona.DirectBuffer;

/** A decoded execution report. */
record Report(
    ReportKind kind,
    long id,
    long exchangeId,
    Side side,
    long price,
    int quantity,
    int leaves,
    RejectReason reason,
    long exchangeNanos,
    long receiveNanos) {

  static Report of(DirectBuffer buffer, int offset) {
    final ExecutionReportDecoder report =
        new ExecutionReportDecoder().wrapAndApplyHeader(buffer, offset, new MessageHeaderDecoder());
    return new Report(
        ReportKind.of(report.kind()),
        report.clientOrderId(),
        report.exchangeOrderId(),
        Side.of(report.side()),
        report.price(),
        report.quantity(),
        report.leavesQuantity(),
        RejectReason.of(report.reason()),
        report.exchangeNanos(),
        report.receiveNanos());
  }

  /**
   * In short: kind, executed or ordered at a price, what stands, and the reason if there is one.
   */
  @Override
  public String toString() {
    return kind
        + " "
        + id
        + ": "
        + quantity
        + "@"
        + price
        + " leaves "
        + leaves
        + (reason == RejectReason.NONE ? "" : " " + reason);
  }
}
