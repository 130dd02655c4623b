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
 * record. Lines of the ring are kept for critical steps and for cancels: what matters less is
 * refused first.
 */
@HotPath
public final class OrderEntry {
  private static final int CYCLE_BITS = 0xffff;

  private final LineRing egress;
  private final PlatformClock clock;
  private final LaneCounters counters;
  private final Restraints restraints;
  private final int lane;
  private final int cancelShare;
  private final int criticalShare;
  private final boolean abortLate;
  private final MessageHeaderEncoder header = new MessageHeaderEncoder();
  private final OrderCommandEncoder line = new OrderCommandEncoder();
  private LaneCycle cycle;

  OrderEntry(
      LineRing egress,
      PlatformClock clock,
      LaneCounters counters,
      Restraints restraints,
      int lane,
      LaneSettings settings) {
    this.egress = egress;
    this.clock = clock;
    this.counters = counters;
    this.restraints = restraints;
    this.lane = lane;
    this.cancelShare = settings.cancelShare();
    this.criticalShare = settings.criticalShare();
    this.abortLate = settings.deadlinePolicy() == DeadlinePolicy.ABORT_ORDERS;
  }

  /** Commits one command; false when it is refused. */
  boolean send(
      OrderCommandKind kind,
      int strategy,
      long clientOrderId,
      int instrument,
      Side side,
      long price,
      int quantity,
      OrderTerms terms) {
    if (kind != OrderCommandKind.CANCEL && withheld()) {
      return false;
    }
    if (held(kind) || !egress.roomBeside(keptFrom(kind))) {
      cycle.refused++;
      counters.countRefused();
      return false;
    }
    line.wrapAndApplyHeader(egress.buffer(), egress.claim(), header)
        .clientOrderId(clientOrderId)
        .causeSequence(cycle.lastSequence())
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
        .cycle((int) cycle.number() & CYCLE_BITS);
    egress.commit();
    cycle.orders++;
    cycle.lastOutNanos = clock.nanoTime();
    return true;
  }

  private boolean held(OrderCommandKind kind) {
    return kind != OrderCommandKind.CANCEL && restraints.holding();
  }

  private boolean withheld() {
    if (!abortLate || !late()) {
      return false;
    }
    cycle.aborted = true;
    counters.countAborted();
    return true;
  }

  private boolean late() {
    return cycle.inSlack
        ? cycle.overdue
        : clock.nanoTime() - cycle.timeNanos() > cycle.sequence.deadlineNanos;
  }

  private int keptFrom(OrderCommandKind kind) {
    if (kind == OrderCommandKind.CANCEL) {
      return 0;
    }
    return !cycle.inSlack ? cancelShare : cancelShare + criticalShare;
  }

  /** The cycle that commands are sent from, from now on. */
  void of(LaneCycle sender) {
    cycle = sender;
  }
}
