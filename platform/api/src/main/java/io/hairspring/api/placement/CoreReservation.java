package io.hairspring.api.placement;

import org.osgi.annotation.versioning.ProviderType;

/**
 * Cores that are kept for lanes, also while these do not run: everybody else who asks for one is
 * refused with the reason, in this process and in others. Whoever has this can have them: a thread
 * of a lane's name that is pinned through it gets the core that is kept for that lane. Any thread.
 */
@ProviderType
public interface CoreReservation extends ThreadPlacement, AutoCloseable {

  /** As it was planned. */
  PlacementPlan plan();

  /** Keeps nothing any longer. Lanes that run stay where they are. The second call does nothing. */
  @Override
  void close();
}
