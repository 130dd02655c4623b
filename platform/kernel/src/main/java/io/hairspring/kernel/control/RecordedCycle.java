package io.hairspring.kernel.control;

import io.hairspring.api.order.OrderCommandKind;
import io.hairspring.kernel.ring.LineRing;
import io.hairspring.schema.CycleRecordDecoder;
import io.hairspring.schema.MessageHeaderDecoder;
import io.hairspring.schema.OrderCommandDecoder;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** A cycle, or its deferred steps, as the journal has it: trigger, orders, record. */
final class RecordedCycle {
  private final MessageHeaderDecoder header = new MessageHeaderDecoder();
  private final OrderCommandDecoder command = new OrderCommandDecoder();
  private final CycleRecordDecoder record = new CycleRecordDecoder();
  private final UnsafeBuffer line = new UnsafeBuffer(new byte[LineRing.LINE]);
  private final UnsafeBuffer input = new UnsafeBuffer(new byte[LineRing.LINE]);
  private final LineList orders = new LineList();
  private int newOrders;
  private int inputTemplate;
  private long inputs;

  /** Takes what triggers it. */
  void input(int template, DirectBuffer buffer, int offset) {
    inputTemplate = template;
    input.putBytes(0, buffer, offset, LineRing.LINE);
  }

  /** Takes an order of it. */
  void order(DirectBuffer buffer, int offset) {
    orders.add(buffer, offset);
    command.wrapAndApplyHeader(buffer, offset, header);
    if (command.kind() != OrderCommandKind.CANCEL.ordinal()) {
      newOrders++;
    }
  }

  /**
   * Takes its record, which ends it.
   *
   * @param inputsSoFar of the journal
   */
  void record(DirectBuffer buffer, int offset, long inputsSoFar) {
    line.putBytes(0, buffer, offset, LineRing.LINE);
    record.wrapAndApplyHeader(line, 0, header);
    inputs = inputsSoFar;
  }

  /** Whether its trigger is there, if it has one. */
  boolean whole() {
    return record.outcome().slack() || record.trigger() == inputTemplate;
  }

  /**
   * Whether orders were held while it ran. What says nothing of it itself may have been followed in
   * the same turn by deferred steps that do.
   *
   * @param next the cycle behind it; null for none
   */
  boolean held(RecordedCycle next) {
    return speaksOfHolding()
        ? refused()
        : next != null && next.record.outcome().slack() && next.refused();
  }

  private boolean speaksOfHolding() {
    return newOrders > 0 || refused();
  }

  private boolean refused() {
    return record.outcome().orderRefused() && newOrders == 0;
  }

  /** Forgets all. */
  void clear() {
    orders.drop(orders.count());
    newOrders = 0;
    inputTemplate = 0;
  }

  CycleRecordDecoder record() {
    return record;
  }

  /** Its record as it stands in the journal. */
  DirectBuffer line() {
    return line;
  }

  DirectBuffer input() {
    return input;
  }

  int inputTemplate() {
    return inputTemplate;
  }

  /** Inputs of the journal up to it. */
  long inputs() {
    return inputs;
  }

  int orderCount() {
    return orders.count();
  }

  DirectBuffer orders() {
    return orders.buffer();
  }
}
