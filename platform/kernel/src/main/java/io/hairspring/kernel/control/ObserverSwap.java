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
  private final ObserverSeat<T> seat;
  private final Registry.ObserverPlug old;
  private final Registry.ObserverPlug next;
  private final T successor;

  /**
   * A swap that has not begun.
   *
   * @param seat the old one's
   * @param successor the new one itself
   */
  ObserverSwap(
      SwapSite site,
      ObserverSeat<T> seat,
      Registry.ObserverPlug old,
      Registry.ObserverPlug next,
      T successor,
      Consumer<Rank> lost) {
    super(
        site,
        next.kind(),
        next.name(),
        new Party(old.component(), old.origin(), old.rank()),
        new Party(next.component(), next.origin(), next.rank()),
        lost);
    this.seat = seat;
    this.old = old;
    this.next = next;
    this.successor = successor;
  }

  @Override
  public Progress begin() {
    return Progress.done("");
  }

  @Override
  public Progress handOver() {
    if (!site.registry().has(old)) {
      site.registry().add(next);
      site.settle();
      return inForce("in force; the one before had left");
    }
    seat.succeed(successor);
    if (!site.settle()) {
      seat.giveBack();
      return Progress.waiting("the one in force does not return");
    }
    site.registry().reseat(old, next);
    return inForce("in force from the next record on");
  }

  @Override
  public Progress probation() {
    return seat.failure() == null
        ? Progress.waiting("")
        : Progress.failed("threw " + seat.failure());
  }

  @Override
  public Progress giveBack() {
    seat.giveBack();
    if (!site.settle()) {
      return Progress.waiting("the successor does not return");
    }
    site.registry().reseat(next, old);
    return Progress.done("");
  }

  @Override
  public void retire() {
    seat.retire();
    super.retire();
  }
}
