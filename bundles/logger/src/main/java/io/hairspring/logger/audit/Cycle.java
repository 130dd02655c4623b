package io.hairspring.logger.audit;

import io.hairspring.logger.lines.LineKind;
import io.hairspring.schema.CycleRecordDecoder;
import io.hairspring.schema.MessageHeaderDecoder;
import io.hairspring.schema.OutcomeFlagsDecoder;
import org.agrona.DirectBuffer;

/** A cycle's record while it is looked at. One thread. */
final class Cycle {
  private final MessageHeaderDecoder header = new MessageHeaderDecoder();
  private final CycleRecordDecoder record = new CycleRecordDecoder();
  private long line;

  void wrap(DirectBuffer buffer, int offset, long number) {
    header.wrap(buffer, offset);
    record.wrapAndApplyHeader(buffer, offset, header);
    line = number;
  }

  /** Number of the record in the journal. */
  long line() {
    return line;
  }

  long number() {
    return record.cycle();
  }

  long sequence() {
    return record.triggerSequence();
  }

  /** Whether it is that of deferred steps. */
  boolean slack() {
    return record.outcome().slack();
  }

  boolean market() {
    return record.trigger() == LineKind.MARKET_TEMPLATE;
  }

  String trigger() {
    return LineKind.labelOf(record.trigger());
  }

  OutcomeFlagsDecoder outcome() {
    return record.outcome();
  }

  long due() {
    return record.dueNanos();
  }

  long start() {
    return record.startNanos();
  }

  long end() {
    return record.endNanos();
  }

  int steps() {
    return record.steps();
  }

  int orders() {
    return record.orders();
  }

  int epoch() {
    return record.epoch();
  }

  /** Whether it is lane 0's, which takes each trigger; other lanes' cycles repeat its triggers. */
  boolean leads() {
    return record.lane() == 0;
  }

  /** From the trigger taken to the end of the steps. */
  long time() {
    return end() - start();
  }

  /** From due to taken. */
  long waited() {
    return start() - due();
  }

  /** From due to the last order; -1 when it sent none. */
  long tickToOrder() {
    return record.outcome().orderSent() ? start() + record.orderOutNanos() - due() : -1;
  }
}
