package io.hairspring.affinity;

import io.hairspring.api.placement.PlacedMemory;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.agrona.concurrent.AtomicBuffer;

/** Memory whose end somebody wants to know of. */
final class CountedMemory implements PlacedMemory {
  private final PlacedMemory memory;
  private final Consumer<CountedMemory> closed;
  private final AtomicBoolean open = new AtomicBoolean(true);

  CountedMemory(PlacedMemory memory, Consumer<CountedMemory> closed) {
    this.memory = memory;
    this.closed = closed;
  }

  @Override
  public AtomicBuffer buffer() {
    return memory.buffer();
  }

  @Override
  public String description() {
    return memory.description();
  }

  @Override
  public List<String> givenUp() {
    return memory.givenUp();
  }

  /** Where it is, and what it goes without. */
  String sentence() {
    return description() + (givenUp().isEmpty() ? "" : "; without " + String.join("; ", givenUp()));
  }

  @Override
  public void close() {
    if (open.compareAndSet(true, false)) {
      memory.close();
      closed.accept(this);
    }
  }
}
