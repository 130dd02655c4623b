package io.hairspring.kernel.control;

import io.hairspring.kernel.swap.ObserverSeat;
import io.hairspring.kernel.swap.Progress;
import io.hairspring.kernel.swap.Rank;
import java.util.function.Consumer;

/**
 * The way of a monitor or a logger through a swap: records wait in their ring while it changes, and
 * each is seen by one of the two. Control thread.
 */
final class ObserverSwap<T> extends PlugSwap {
  private final Class<? extends ObserverSeat<T>> kindOfSeat;
  private final Registry.ObserverPlug next;
  private final T successor;
  private Registry.ObserverPlug old;
  private ObserverSeat<T> seat;

  /**
   * A swap that has not begun.
   *
   * @param kindOfSeat the class of the old one's place
   * @param successor the new one itself
   */
  ObserverSwap(
      SwapSite site,
      Class<? extends ObserverSeat<T>> kindOfSeat,
      Registry.ObserverPlug old,
      Registry.ObserverPlug next,
      T successor,
      Consumer<Rank> lost) {
    super(site, next.kind(), next.name(), old.party(), next.party(), lost);
    this.kindOfSeat = kindOfSeat;
    this.next = next;
    this.successor = successor;
  }

  @Override
  Party findIncumbent() {
    old = site.registry().observers.namesake(next);
    return old == null ? null : old.party();
  }

  @Override
  Progress prepare() {
    return Progress.done("");
  }

  @Override
  public Progress handOver() {
    if (old == null || !site.registry().observers.has(old)) {
      old = null;
      site.registry().observers.add(next);
      site.settle();
      return inForce("in force; the one before had left");
    }
    seat = kindOfSeat.cast(site.registry().observers.seat(old));
    seat.succeed(successor);
    if (!site.settle()) {
      seat.giveBack();
      return Progress.waiting("the one in force does not return");
    }
    site.registry().observers.reseat(old, next);
    return inForce("in force from the next record on");
  }

  @Override
  public Progress probation() {
    return seat == null || seat.failure() == null
        ? Progress.waiting("")
        : Progress.failed("threw " + seat.failure());
  }

  @Override
  public Progress giveBack() {
    if (seat == null) {
      site.registry().observers.remove(next.kind(), next.component());
      return site.settle()
          ? Progress.done("there is nobody to come back")
          : Progress.waiting("the successor does not return");
    }
    seat.giveBack();
    if (!site.settle()) {
      return Progress.waiting("the successor does not return");
    }
    site.registry().observers.reseat(next, old);
    return Progress.done("");
  }

  @Override
  public void retire() {
    if (seat != null) {
      seat.retire();
    }
    super.retire();
  }
}
