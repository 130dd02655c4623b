package io.hairspring.api.placement;

import java.util.List;
import org.agrona.concurrent.AtomicBuffer;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Memory outside the heap. Whoever allocated it closes it, after the last access: an access later
 * ends the process.
 */
@ProviderType
public interface PlacedMemory extends AutoCloseable {

  /** The memory; its first byte is the first of a page. */
  AtomicBuffer buffer();

  /** Where it is and how: node, page size, whether it is locked. */
  String description();

  /** What could not be had, one sentence each. */
  List<String> givenUp();

  /** Gives it back. The second call does nothing. */
  @Override
  void close();
}
