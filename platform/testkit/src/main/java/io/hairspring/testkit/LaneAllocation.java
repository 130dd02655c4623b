package io.hairspring.testkit;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;

/** Measures what the calling thread allocates. */
public final class LaneAllocation {
  private static final int TURNS = 10;

  private LaneAllocation() {}

  /**
   * What so many rounds allocate at least, in bytes. They are done ten times over, and the least
   * counts: the virtual machine itself allocates once in a while, and while code is interpreted or
   * half compiled; code that allocates does so in every turn.
   *
   * @param rounds how often it is done in a turn
   * @param round what is measured, on the calling thread; made once, so that it allocates nothing
   *     itself
   * @throws UnsupportedOperationException when the virtual machine does not count
   */
  public static long leastBytes(int rounds, Runnable round) {
    if (!(ManagementFactory.getThreadMXBean() instanceof ThreadMXBean threads)) {
      throw new UnsupportedOperationException("this JVM does not count what threads allocate");
    }
    long least = Long.MAX_VALUE;
    for (int turn = 0; turn < TURNS; turn++) {
      final long before = threads.getCurrentThreadAllocatedBytes();
      for (int i = 0; i < rounds; i++) {
        round.run();
      }
      least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
    }
    return least;
  }
}
