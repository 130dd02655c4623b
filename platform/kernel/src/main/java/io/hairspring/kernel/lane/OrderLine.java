package io.hairspring.kernel.lane;

import io.hairspring.api.market.Side;
import io.hairspring.api.order.OrderCommandKind;
import io.hairspring.api.order.OrderTerms;
import io.hairspring.api.task.HotPath;
import io.hairspring.kernel.ring.LineRing;
import io.hairspring.schema.OrderCommandEncoder;

/** An order command, word by word. */
@HotPath
final class OrderLine extends WordLine {
  private static final int ID = HEADER + OrderCommandEncoder.clientOrderIdEncodingOffset();
  private static final int SEQUENCE = HEADER + OrderCommandEncoder.causeSequenceEncodingOffset();
  private static final int CAUSE = HEADER + OrderCommandEncoder.causeNanosEncodingOffset();
  private static final int DECISION = HEADER + OrderCommandEncoder.decisionNanosEncodingOffset();
  private static final int PRICE = HEADER + OrderCommandEncoder.priceEncodingOffset();
  private static final int QUANTITY = HEADER + OrderCommandEncoder.quantityEncodingOffset();
  private static final int INSTRUMENT_BIT =
      bit(QUANTITY, OrderCommandEncoder.instrumentEncodingOffset());
  private static final int LAST = HEADER + OrderCommandEncoder.kindEncodingOffset();
  private static final int SIDE_BIT = bit(LAST, OrderCommandEncoder.sideEncodingOffset());
  private static final int TERMS_BIT = bit(LAST, OrderCommandEncoder.termsEncodingOffset());
  private static final int LANE_BIT = bit(LAST, OrderCommandEncoder.laneEncodingOffset());
  private static final int STRATEGY_BIT = bit(LAST, OrderCommandEncoder.strategyEncodingOffset());
  private static final int CYCLE_BIT = bit(LAST, OrderCommandEncoder.cycleEncodingOffset());

  private final long laneBits;

  /** Writes to a lane's egress ring. */
  OrderLine(LineRing egress, int lane) {
    super(
        egress,
        (buffer, header) -> new OrderCommandEncoder().wrapAndApplyHeader(buffer, 0, header));
    laneBits = (long) lane << LANE_BIT;
  }

  /** When and why: what the cycle knows, in the next line of the ring, which has room. */
  void cause(LaneCycle cycle) {
    begin();
    put(SEQUENCE, cycle.lastSequence());
    put(CAUSE, cycle.dueNanos());
    put(DECISION, cycle.timeNanos());
  }

  /** What is ordered. */
  void terms(
      LaneCycle cycle,
      OrderCommandKind kind,
      int strategy,
      long clientOrderId,
      int instrument,
      Side side,
      long price,
      int quantity,
      OrderTerms terms) {
    put(ID, clientOrderId);
    put(PRICE, price);
    put(QUANTITY, (quantity & UNSIGNED_INT) | (long) instrument << INSTRUMENT_BIT);
    put(
        LAST,
        kind.ordinal()
            | (long) side.ordinal() << SIDE_BIT
            | (long) terms.ordinal() << TERMS_BIT
            | laneBits
            | (strategy & UNSIGNED_SHORT) << STRATEGY_BIT
            | (cycle.number() & UNSIGNED_SHORT) << CYCLE_BIT);
  }
}
