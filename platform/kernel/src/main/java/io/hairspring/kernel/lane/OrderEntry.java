package io.hairspring.kernel.lane;

import io.hairspring.api.market.Side;
import io.hairspring.api.order.OrderCommandKind;
import io.hairspring.api.order.OrderTerms;
import io.hairspring.api.task.HotPath;
import io.hairspring.api.time.PlatformClock;
import io.hairspring.kernel.ring.LineRing;
import io.hairspring.schema.MessageHeaderEncoder;
import io.hairspring.schema.OrderCommandEncoder;

/**
 * Encodes order commands into a lane's egress ring, and keeps count within the cycle for its
 * record.
 */
@HotPath
public final class OrderEntry {
  private final LineRing egress;
  private final PlatformClock clock;
  private final int lane;
  private final LaneCycle cycle;
  private final MessageHeaderEncoder header = new MessageHeaderEncoder();
  private final OrderCommandEncoder line = new OrderCommandEncoder();
  private int sent;
  private int refused;
  private long lastOutNanos;

  OrderEntry(LineRing egress, PlatformClock clock, int lane, LaneCycle cycle) {
    this.egress = egress;
    this.clock = clock;
    this.lane = lane;
    this.cycle = cycle;
  }

  /** Commits one command; false when the egress ring is full. */
  boolean send(
      OrderCommandKind kind,
      int strategy,
      long clientOrderId,
      int instrument,
      Side side,
      long price,
      int quantity,
      OrderTerms terms) {
    final int offset = egress.claim();
    if (offset == LineRing.FULL) {
      refused++;
      return false;
    }
    line.wrapAndApplyHeader(egress.buffer(), offset, header)
        .clientOrderId(clientOrderId)
        .causeSequence(cycle.sequence())
        .causeNanos(cycle.dueNanos())
        .decisionNanos(cycle.timeNanos())
        .price(price)
        .quantity(quantity)
        .instrument(instrument)
        .kind((short) kind.ordinal())
        .side((short) side.ordinal())
        .terms((short) terms.ordinal())
        .lane((short) lane)
        .strategy(strategy)
        .reserved(0);
    egress.commit();
    sent++;
    lastOutNanos = clock.nanoTime();
    return true;
  }

  void beginCycle() {
    sent = 0;
    refused = 0;
    lastOutNanos = 0;
  }

  int sent() {
    return sent;
  }

  int refused() {
    return refused;
  }

  long lastOutNanos() {
    return lastOutNanos;
  }
}
