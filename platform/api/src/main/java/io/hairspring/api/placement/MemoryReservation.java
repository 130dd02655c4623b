package io.hairspring.api.placement;

import org.osgi.annotation.versioning.ProviderType;

/**
 * A share of the memory that the process may lock, kept for whoever has this. Control thread. What
 * was allocated of it is closed before it is.
 */
@ProviderType
public interface MemoryReservation extends AutoCloseable {

  /**
   * Allocates of the share, and beyond it as everybody else does.
   *
   * @see MemoryPlacement#allocate
   */
  PlacedMemory allocate(String name, int bytes, int node);

  /** Keeps nothing any longer. The second call does nothing. */
  @Override
  void close();
}
