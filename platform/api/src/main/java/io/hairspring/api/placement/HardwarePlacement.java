package io.hairspring.api.placement;

import org.osgi.annotation.versioning.ProviderType;

/** Decides where threads run on this machine, and tells why. Control and shell threads. */
@ProviderType
public interface HardwarePlacement {

  /**
   * Plans without doing anything. Cores that lanes of this process or of another hold are not given
   * away again.
   *
   * @throws IllegalArgumentException in one line when a demanded core cannot be had, or when
   *     configuration is strict and something would have to be given up
   */
  PlacementPlan plan(PlacementRequest request);

  /**
   * Plans, and keeps the cores for the lanes of the request until the reservation is closed. The
   * agents of the request are placed near what they serve when their threads come.
   *
   * @return by which the lanes get their cores, and nobody else does
   * @throws IllegalArgumentException in one line when a demanded core cannot be had
   */
  CoreReservation reserve(PlacementRequest request);

  /** What is in force: where lanes are pinned, agents placed and everything else confined. */
  PlacementPlan current();
}
