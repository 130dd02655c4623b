package io.hairspring.kernel.agent;

import io.hairspring.api.market.Side;
import io.hairspring.api.order.OrderCommandKind;
import io.hairspring.api.order.OrderGateway;
import io.hairspring.api.order.OrderTerms;
import io.hairspring.api.order.RejectReason;
import io.hairspring.api.order.ReportKind;
import io.hairspring.api.order.ReportSink;
import io.hairspring.api.time.PlatformClock;
import io.hairspring.kernel.ring.LineRing;
import io.hairspring.schema.ExecutionReportDecoder;
import io.hairspring.schema.ExecutionReportEncoder;
import io.hairspring.schema.MessageHeaderDecoder;
import io.hairspring.schema.MessageHeaderEncoder;
import io.hairspring.schema.OrderCommandDecoder;
import io.hairspring.schema.OrderCommandEncoder;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Stands between the platform and a gateway: knows which orders are open, so that the kill switch
 * can cancel them, and lets nothing new pass while that is thrown. An order beyond what it can keep
 * in mind is rejected: one that could not be cancelled must not leave. The gateway agent's thread,
 * except where it says any.
 */
final class OrderGuard implements ReportSink {
  private static final int SLOT_SHIFT = 48;

  private final OrderGateway gateway;
  private final PlatformClock clock;
  private final ReportSink lane;
  private final OpenOrders open;
  private final MessageHeaderDecoder header = new MessageHeaderDecoder();
  private final OrderCommandDecoder command = new OrderCommandDecoder();
  private final ExecutionReportDecoder report = new ExecutionReportDecoder();
  private final UnsafeBuffer out = new UnsafeBuffer(new byte[LineRing.LINE]);
  private final MessageHeaderEncoder outHeader = new MessageHeaderEncoder();
  private final OrderCommandEncoder cancel = new OrderCommandEncoder();
  private final ExecutionReportEncoder refusal = new ExecutionReportEncoder();
  private long sweptFor;

  private volatile long haltedNanos;
  private volatile long lastOutNanos;
  private final Count taken = new Count();
  private final Count cancelled = new Count();
  private final Count refused = new Count();
  private final Count openCount = new Count();

  /**
   * A guard of one gateway.
   *
   * @param lane where reports go
   * @param capacity open orders it keeps in mind
   */
  OrderGuard(OrderGateway gateway, PlatformClock clock, ReportSink lane, int capacity) {
    this(gateway, clock, lane, new OpenOrders(capacity));
  }

  /** A guard of one gateway, which has orders open already. */
  OrderGuard(OrderGateway gateway, PlatformClock clock, ReportSink lane, OpenOrders open) {
    this.gateway = gateway;
    this.clock = clock;
    this.lane = lane;
    this.open = open;
  }

  /**
   * Throws the kill switch, or takes it back. Any thread.
   *
   * @param nanos when it was commanded, platform time; 0 to take it back
   */
  void halt(long nanos) {
    // The same once more changes nothing.
    if (nanos != 0 && nanos != haltedNanos) {
      lastOutNanos = 0;
    }
    haltedNanos = nanos;
  }

  /** When the kill switch was thrown; 0 while it is not. Any thread. */
  long haltedNanos() {
    return haltedNanos;
  }

  /** When the gateway had taken the last cancel; 0 while it has not. Any thread. */
  long lastOutNanos() {
    return lastOutNanos;
  }

  /** Commands the gateway has taken. Any thread. */
  long taken() {
    return taken.get();
  }

  /** Cancels sent by the kill switch. Any thread. */
  long cancelled() {
    return cancelled.get();
  }

  /** Commands refused here. Any thread. */
  long refused() {
    return refused.get();
  }

  /** Orders that are open. Any thread. */
  int openOrders() {
    return (int) openCount.get();
  }

  /**
   * Cancels what is open, once each time the switch is thrown.
   *
   * @return cancels sent
   */
  int sweep() {
    final long halted = haltedNanos;
    if (halted == sweptFor) {
      return 0;
    }
    int sent = 0;
    if (halted != 0) {
      // From the last: a gateway that reports at once takes out what has been seen to.
      for (int place = open.size() - 1; place >= 0; place--) {
        if (!open.cancelling(place)) {
          if (!cancel(place)) {
            return sent;
          }
          sent++;
        }
      }
      lastOutNanos = clock.nanoTime();
    }
    sweptFor = halted;
    return sent;
  }

  private boolean cancel(int place) {
    encodeCancel(open.id(place), open.instrument(place), clock.nanoTime());
    if (!gateway.onCommand(out, 0)) {
      return false;
    }
    open.cancelling(place, true);
    taken.add(1);
    cancelled.add(1);
    return true;
  }

  private void encodeCancel(long id, int instrument, long now) {
    cancel
        .wrapAndApplyHeader(out, 0, outHeader)
        .clientOrderId(id)
        .causeSequence(0)
        .causeNanos(now)
        .decisionNanos(now)
        .price(0)
        .quantity(0)
        .instrument(instrument)
        .kind((short) OrderCommandKind.CANCEL.ordinal())
        .side((short) Side.NONE.ordinal())
        .terms((short) OrderTerms.LIMIT.ordinal())
        .lane((short) 0)
        .strategy((int) (id >>> SLOT_SHIFT))
        .cycle(0);
  }

  /**
   * Hands a command to the gateway, or refuses it.
   *
   * @return false when it has to wait: the gateway, or the lane's ring for the refusal, is full
   */
  boolean take(DirectBuffer buffer, int offset) {
    command.wrapAndApplyHeader(buffer, offset, header);
    final int kind = command.kind();
    final boolean fresh = kind == OrderCommandKind.NEW.ordinal();
    if (kind != OrderCommandKind.CANCEL.ordinal() && haltedNanos != 0) {
      return refuse(RejectReason.HALTED);
    }
    if (fresh && open.full()) {
      return refuse(RejectReason.CAPACITY);
    }
    if (!gateway.onCommand(buffer, offset)) {
      return false;
    }
    taken.add(1);
    if (fresh && open.find(command.clientOrderId()) == OpenOrders.NONE) {
      open.add(command.clientOrderId(), command.instrument());
      openCount.add(1);
    }
    return true;
  }

  private boolean refuse(RejectReason reason) {
    refusal
        .wrapAndApplyHeader(out, 0, outHeader)
        .clientOrderId(command.clientOrderId())
        .exchangeOrderId(0)
        .exchangeNanos(0)
        .receiveNanos(clock.nanoTime())
        .price(command.price())
        .quantity(command.quantity())
        .leavesQuantity(0)
        .instrument(command.instrument())
        .kind((short) ReportKind.REJECTED.ordinal())
        .side(command.side())
        .reason((short) reason.ordinal())
        .reserved((short) 0);
    if (!lane.offer(out, 0)) {
      return false;
    }
    refused.add(1);
    return true;
  }

  @Override
  public boolean offer(DirectBuffer buffer, int offset) {
    if (!lane.offer(buffer, offset)) {
      return false;
    }
    report.wrapAndApplyHeader(buffer, offset, header);
    final int place = open.find(report.clientOrderId());
    if (place != OpenOrders.NONE) {
      follow(place);
    }
    return true;
  }

  private void follow(int place) {
    final ReportKind kind = ReportKind.of(report.kind());
    switch (kind) {
      case FILL, CANCELLED -> close(place);
      case REJECTED -> rejected(place, RejectReason.of(report.reason()));
      case ACKNOWLEDGED, PARTIAL_FILL, REPLACED -> open.acknowledge(place);
    }
  }

  /** A rejected command is the order itself only if it never stood. */
  private void rejected(int place, RejectReason reason) {
    if (reason == RejectReason.UNKNOWN_ORDER
        || (!open.acknowledged(place) && reason != RejectReason.DUPLICATE_ORDER)) {
      close(place);
    } else {
      // It may have been our cancel: when the switch is thrown again, so is another.
      open.cancelling(place, false);
    }
  }

  private void close(int place) {
    open.remove(place);
    openCount.add(-1);
  }
}
