package io.hairspring.gateway.simulated;

import io.hairspring.api.market.Side;
import io.hairspring.api.order.RejectReason;
import io.hairspring.api.order.ReportKind;
import io.hairspring.api.order.ReportSink;
import io.hairspring.api.time.PlatformClock;
import io.hairspring.schema.ExecutionReportEncoder;
import io.hairspring.schema.MessageHeaderEncoder;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;

/**
 * Reports on their way back: each is handed over when the latency has passed since it arose. Keeps
 * the exchange's time, which never goes back.
 */
final class ReportQueue {
  private final LineQueue queue;
  private final long latencyNanos;
  private final PlatformClock clock;
  private final MessageHeaderEncoder header = new MessageHeaderEncoder();
  private final ExecutionReportEncoder encoder = new ExecutionReportEncoder();
  private long timeNanos = Long.MIN_VALUE;

  ReportQueue(int capacity, long latencyNanos, PlatformClock clock) {
    queue = new LineQueue(capacity);
    this.latencyNanos = latencyNanos;
    this.clock = clock;
  }

  int capacity() {
    return queue.capacity();
  }

  int room() {
    return queue.room();
  }

  /** The exchange's time reaches a point of the platform's. */
  void advanceTo(long nanos) {
    timeNanos = Math.max(timeNanos, nanos);
  }

  /** An execution of an open order, whose leaves quantity is already what stands after it. */
  void fill(OpenOrders orders, int slot, long price, int quantity) {
    final int leaves = orders.leaves(slot);
    append(
        leaves == 0 ? ReportKind.FILL : ReportKind.PARTIAL_FILL,
        RejectReason.NONE,
        orders.clientOrderId(slot),
        orders.exchangeOrderId(slot),
        orders.instrument(slot),
        orders.side(slot),
        price,
        quantity,
        leaves);
  }

  /** Anything else that happens to an open order. */
  void state(ReportKind kind, OpenOrders orders, int slot, int leaves) {
    append(
        kind,
        RejectReason.NONE,
        orders.clientOrderId(slot),
        orders.exchangeOrderId(slot),
        orders.instrument(slot),
        orders.side(slot),
        orders.price(slot),
        orders.quantity(slot),
        leaves);
  }

  /** Appends a report. There must be room. */
  @SuppressWarnings("EnumOrdinal") // the ordinal is the code on the wire
  void append(
      ReportKind kind,
      RejectReason reason,
      long clientOrderId,
      long exchangeOrderId,
      int instrument,
      Side side,
      long price,
      int quantity,
      int leavesQuantity) {
    final int offset = queue.append(timeNanos + latencyNanos);
    encoder
        .wrapAndApplyHeader(queue.buffer(), offset, header)
        .clientOrderId(clientOrderId)
        .exchangeOrderId(exchangeOrderId)
        .exchangeNanos(clock.epochNanos(timeNanos))
        .receiveNanos(0)
        .price(price)
        .quantity(quantity)
        .leavesQuantity(leavesQuantity)
        .instrument(instrument)
        .kind((short) kind.ordinal())
        .side((short) side.ordinal())
        .reason((short) reason.ordinal())
        .reserved((short) 0);
  }

  /**
   * Hands over what is due, until the sink takes no more.
   *
   * @return number of reports handed over
   */
  int handOver(long nowNanos, ReportSink sink) {
    int count = 0;
    while (!queue.isEmpty() && queue.firstDue() <= nowNanos) {
      final int offset = queue.firstOffset();
      encoder.wrap(queue.buffer(), offset + MessageHeaderEncoder.ENCODED_LENGTH);
      encoder.receiveNanos(nowNanos);
      if (!sink.offer(queue.buffer(), offset)) {
        break;
      }
      queue.removeFirst();
      count++;
    }
    return count;
  }

  /** Writes the reports on their way and the time; returns where that ends. */
  int write(MutableDirectBuffer buffer, int offset) {
    buffer.putLong(offset, timeNanos);
    return queue.write(buffer, offset + Long.BYTES);
  }

  /** Reads what another wrote; returns where that ends. */
  int read(DirectBuffer buffer, int offset) {
    timeNanos = buffer.getLong(offset);
    return queue.read(buffer, offset + Long.BYTES);
  }

  /** Whether every report has been handed over. */
  boolean isEmpty() {
    return queue.isEmpty();
  }
}
