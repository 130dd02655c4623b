package io.hairspring.strategies;

import io.hairspring.api.market.Side;
import io.hairspring.api.order.ExecutionReport;
import io.hairspring.api.order.RejectReason;
import io.hairspring.api.order.ReportKind;

/** An execution report of instrument 0. */
record Report(
    ReportKind kind,
    long clientOrderId,
    Side side,
    long price,
    int quantity,
    int leavesQuantity,
    RejectReason reason)
    implements ExecutionReport {

  static Report of(ReportKind kind, RecordingPort.Command command) {
    return of(kind, command, command.price(), command.quantity());
  }

  static Report of(ReportKind kind, RecordingPort.Command command, long price, int quantity) {
    return new Report(kind, command.id(), command.side(), price, quantity, 0, RejectReason.NONE);
  }

  static Report rejected(RecordingPort.Command command, RejectReason reason) {
    return new Report(
        ReportKind.REJECTED,
        command.id(),
        command.side(),
        command.price(),
        command.quantity(),
        0,
        reason);
  }

  @Override
  public long exchangeOrderId() {
    return 0;
  }

  @Override
  public int instrument() {
    return 0;
  }

  @Override
  public long exchangeNanos() {
    return 0;
  }

  @Override
  public long receiveNanos() {
    return 0;
  }
}
