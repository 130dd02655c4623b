package io.hairspring.kernel.lane;

import io.hairspring.api.market.Side;
import io.hairspring.api.order.ExecutionReport;
import io.hairspring.api.order.RejectReason;
import io.hairspring.api.order.ReportKind;
import io.hairspring.api.task.HotPath;
import io.hairspring.schema.ExecutionReportDecoder;
import io.hairspring.schema.MessageHeaderDecoder;
import org.agrona.DirectBuffer;

/** An {@link ExecutionReport} over a line. */
@HotPath
final class ExecutionReportView implements ExecutionReport {
  private final ExecutionReportDecoder line = new ExecutionReportDecoder();

  void wrap(DirectBuffer buffer, int offset) {
    line.wrap(
        buffer,
        offset + MessageHeaderDecoder.ENCODED_LENGTH,
        ExecutionReportDecoder.BLOCK_LENGTH,
        ExecutionReportDecoder.SCHEMA_VERSION);
  }

  @Override
  public ReportKind kind() {
    return ReportKind.of(line.kind());
  }

  @Override
  public long clientOrderId() {
    return line.clientOrderId();
  }

  @Override
  public long exchangeOrderId() {
    return line.exchangeOrderId();
  }

  @Override
  public int instrument() {
    return line.instrument();
  }

  @Override
  public Side side() {
    return Side.of(line.side());
  }

  @Override
  public long price() {
    return line.price();
  }

  @Override
  public int quantity() {
    return line.quantity();
  }

  @Override
  public int leavesQuantity() {
    return line.leavesQuantity();
  }

  @Override
  public RejectReason reason() {
    return RejectReason.of(line.reason());
  }

  @Override
  public long exchangeNanos() {
    return line.exchangeNanos();
  }

  @Override
  public long receiveNanos() {
    return line.receiveNanos();
  }
}
