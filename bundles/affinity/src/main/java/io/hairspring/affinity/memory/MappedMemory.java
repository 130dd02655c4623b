package io.hairspring.affinity.memory;

import io.hairspring.api.placement.PlacedMemory;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.agrona.concurrent.AtomicBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** Mapped memory as a buffer. */
public final class MappedMemory implements PlacedMemory {
  private final AtomicBuffer buffer;
  private final long lockedBytes;
  private final String description;
  private final List<String> givenUp;
  private final Runnable unmap;
  private final AtomicBoolean closed = new AtomicBoolean();

  MappedMemory(
      long address,
      int bytes,
      long lockedBytes,
      String description,
      List<String> givenUp,
      Runnable unmap) {
    this.lockedBytes = lockedBytes;
    buffer = new UnsafeBuffer(address, bytes);
    this.description = description;
    this.givenUp = List.copyOf(givenUp);
    this.unmap = unmap;
  }

  @Override
  public AtomicBuffer buffer() {
    return buffer;
  }

  @Override
  public String description() {
    return description;
  }

  @Override
  public List<String> givenUp() {
    return givenUp;
  }

  /** How much of it is locked. */
  public long lockedBytes() {
    return lockedBytes;
  }

  @Override
  public void close() {
    if (closed.compareAndSet(false, true)) {
      unmap.run();
    }
  }
}
