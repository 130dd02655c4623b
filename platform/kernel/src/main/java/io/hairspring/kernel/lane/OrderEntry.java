package io.hairspring.kernel.lane;

import io.hairspring.api.market.Side;
import io.hairspring.api.order.OrderCommandKind;
import io.hairspring.api.order.OrderTerms;
import io.hairspring.api.task.HotPath;
import io.hairspring.api.time.PlatformClock;
import io.hairspring.kernel.ring.LineRing;

/**
 * Encodes order commands into a lane's egress ring, and keeps count within the cycle for its
 * record. Lines of the ring are kept for critical steps and for cancels: what matters less is
 * refused first.
 */
@HotPath
public final class OrderEntry {
  private final LineRing egress;
  private final PlatformClock clock;
  private final LaneCounters counters;
  private final Restraints restraints;
  private final int cancelShare;
  private final int criticalShare;
  private final boolean abortLate;
  private final OrderLine line;
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
    this.line = new OrderLine(egress, lane);
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
      cycle.outcome |= Outcome.ORDER_REFUSED;
      counters.countRefused();
      return false;
    }
    line.cause(cycle);
    line.terms(cycle, kind, strategy, clientOrderId, instrument, side, price, quantity, terms);
    egress.commit();
    cycle.orders++;
    cycle.outcome |= Outcome.ORDER_SENT;
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
    cycle.outcome |= Outcome.ORDERS_ABORTED;
    counters.countAborted();
    return true;
  }

  private boolean late() {
    return cycle.inSlack()
        ? cycle.overdue
        : clock.nanoTime() - cycle.timeNanos() > cycle.sequence.deadlineNanos;
  }

  private int keptFrom(OrderCommandKind kind) {
    if (kind == OrderCommandKind.CANCEL) {
      return 0;
    }
    return !cycle.inSlack() ? cancelShare : cancelShare + criticalShare;
  }

  /** The cycle that commands are sent from, from now on. */
  void of(LaneCycle sender) {
    cycle = sender;
  }
}
