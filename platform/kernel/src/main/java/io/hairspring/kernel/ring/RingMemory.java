package io.hairspring.kernel.ring;

/** Where rings get their memory from. Control thread. */
@FunctionalInterface
public interface RingMemory {
  /** Outside the heap, wherever the operating system puts it. */
  RingMemory UNPLACED = (name, lines) -> new LineRing(lines);

  /**
   * Makes a ring.
   *
   * @param name what it is for, in messages
   * @param lines a power of two
   */
  LineRing ring(String name, int lines);
}
