package io.hairspring.api.placement;

import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/** Allocates memory outside the heap, beside those who use it. Control thread. */
@ProviderType
public interface MemoryPlacement {
  /** Leaves the node to the operating system. */
  int ANY_NODE = -1;

  /**
   * Allocates memory that is zero, aligned to a page, touched, and locked as far as the system lets
   * it. What could not be had is noted, not thrown.
   *
   * @param name what it is for, in messages
   * @param bytes how much, at least 1
   * @param node memory node, or {@link #ANY_NODE}
   * @throws IllegalArgumentException when the size is out of range, the node does not exist, when
   *     it would take of what others have reserved or, if configuration is strict, when something
   *     could not be had
   * @throws IllegalStateException when there is no such memory
   */
  PlacedMemory allocate(String name, int bytes, int node);

  /**
   * Keeps a share of the memory that this process may lock: everybody else who asks for it is
   * refused with the reason.
   *
   * @param name for whom, in messages
   * @param sizes of what is going to be allocated of it, in bytes
   */
  MemoryReservation reserve(String name, List<Integer> sizes);

  /** What is allocated and reserved now, a sentence each. Any thread. */
  List<String> regions();

  /** The memory node beside a processor, {@link #ANY_NODE} when it is not known. */
  int nodeOf(int core);
}
