package io.hairspring.testkit;

import io.hairspring.api.order.OrderCommandKind;
import io.hairspring.api.order.RejectReason;
import io.hairspring.api.order.ReportKind;
import io.hairspring.schema.ExecutionReportEncoder;
import io.hairspring.schema.MessageHeaderEncoder;
import java.util.ArrayList;
import java.util.List;
import org.agrona.MutableDirectBuffer;

/** What a {@link RecordingGateway} says to one command, in order. */
public final class Answers {

  /** A report on its way. */
  record Report(
      long dueNanos,
      OrderLine order,
      ReportKind kind,
      long price,
      int quantity,
      int leaves,
      RejectReason reason) {

    void encode(MutableDirectBuffer out, long nowNanos) {
      new ExecutionReportEncoder()
          .wrapAndApplyHeader(out, 0, new MessageHeaderEncoder())
          .clientOrderId(order.clientOrderId())
          .exchangeOrderId(order.clientOrderId())
          .exchangeNanos(dueNanos)
          .receiveNanos(nowNanos)
          .price(price)
          .quantity(quantity)
          .leavesQuantity(leaves)
          .instrument(order.instrument())
          .kind((short) kind.ordinal())
          .side((short) order.side().ordinal())
          .reason((short) reason.ordinal())
          .reserved((short) 0);
    }
  }

  private final OrderLine command;
  private final OrderLine order;
  private final List<Report> reports = new ArrayList<>();
  private long dueNanos;
  private int leaves;

  Answers(OrderLine command, OrderLine order, long dueNanos) {
    this.command = command;
    this.order = order;
    this.dueNanos = dueNanos;
    this.leaves = command.kind() == OrderCommandKind.CANCEL ? 0 : command.quantity();
  }

  /** Does what the command asks: acknowledges a new order, cancels, or replaces. */
  public Answers comply() {
    return switch (command.kind()) {
      case NEW -> report(ReportKind.ACKNOWLEDGED, command.price(), command.quantity());
      case CANCEL -> report(ReportKind.CANCELLED, order.price(), 0);
      case REPLACE -> report(ReportKind.REPLACED, command.price(), command.quantity());
    };
  }

  /** Executes what is left of it, at its price. */
  public Answers fill() {
    return fill(leaves, command.price());
  }

  /**
   * Executes some of it.
   *
   * @param quantity lots, at most what is left
   * @param price in units of 1e-9
   */
  public Answers fill(int quantity, long price) {
    if (quantity < 1 || quantity > leaves) {
      throw new IllegalArgumentException(
          "fill of " + quantity + " lots: must be from 1 to the " + leaves + " that are left");
    }
    leaves -= quantity;
    return report(leaves == 0 ? ReportKind.FILL : ReportKind.PARTIAL_FILL, price, quantity);
  }

  /** Cancels what is left of it. */
  public Answers cancelRest() {
    leaves = 0;
    return report(ReportKind.CANCELLED, command.price(), 0);
  }

  /** Refuses it. */
  public Answers reject(RejectReason reason) {
    reports.add(
        new Report(
            dueNanos, order, ReportKind.REJECTED, command.price(), command.quantity(), 0, reason));
    return this;
  }

  /** What follows comes so many nanoseconds later. */
  public Answers after(long nanos) {
    dueNanos += nanos;
    return this;
  }

  List<Report> reports() {
    return reports;
  }

  private Answers report(ReportKind kind, long price, int quantity) {
    reports.add(new Report(dueNanos, order, kind, price, quantity, leaves, RejectReason.NONE));
    return this;
  }
}
