package io.hairspring.benchmarks.affinity;

import java.nio.ByteBuffer;

/** Wants all of a core's time and of the caches: writes to more memory than they hold. */
final class MemoryWalk implements Work {
  private static final int BYTES = 64 << 20;
  private static final int LINE = 64;
  private static final int LINES_A_TURN = 4_096;

  private final ByteBuffer memory = ByteBuffer.allocateDirect(BYTES);
  private int at;

  @Override
  public void turn() {
    for (int i = 0; i < LINES_A_TURN; i++) {
      memory.putLong(at, memory.getLong(at) + 1);
      at = at + LINE & BYTES - 1;
    }
  }
}
