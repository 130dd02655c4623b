package io.hairspring.affinity;

import io.hairspring.affinity.enforcement.Reservation;
import io.hairspring.api.placement.CoreReservation;
import io.hairspring.api.placement.PlacementPlan;

/** The door to reserved cores. */
final class HeldCores implements CoreReservation {
  private final OpenHftThreadPlacement placement;
  private final PlacementPlan plan;
  private final Reservation reservation;

  /** Nothing is kept where threads cannot be pinned: the reservation is null then. */
  HeldCores(OpenHftThreadPlacement placement, PlacementPlan plan, Reservation reservation) {
    this.placement = placement;
    this.plan = plan;
    this.reservation = reservation;
  }

  @Override
  public PlacementPlan plan() {
    return plan;
  }

  @Override
  public int pinCurrentThread(int core) {
    return placement.pin(core, reservation);
  }

  @Override
  public void confineCurrentThread() {
    placement.confineCurrentThread();
  }

  @Override
  public void placeCurrentAgent(String name) {
    placement.placeCurrentAgent(name);
  }

  @Override
  public void hurry(Thread agent) {
    placement.hurry(agent);
  }

  @Override
  public void relax(Thread agent) {
    placement.relax(agent);
  }

  @Override
  public void close() {
    if (reservation != null) {
      placement.giveUp(reservation);
    }
  }
}
