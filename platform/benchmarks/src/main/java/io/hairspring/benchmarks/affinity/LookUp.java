package io.hairspring.benchmarks.affinity;

import io.hairspring.api.task.Cycle;
import io.hairspring.api.task.HotPath;
import io.hairspring.api.task.Task;

/**
 * Reads and changes places of a table, as a book does: its time depends on whether they are still
 * in the core's caches. Lane thread.
 */
@HotPath
final class LookUp implements Task {
  private static final int LONGS = 1 << 15;
  private static final int LOOKS = 16;
  private static final long MULTIPLIER = 6364136223846793005L;

  private final long[] table = new long[LONGS];
  private long place = 1;

  @Override
  public boolean run(Cycle cycle) {
    long next = place;
    for (int i = 0; i < LOOKS; i++) {
      next = next * MULTIPLIER + 1;
      table[(int) (next >>> 40) & LONGS - 1] += next;
    }
    place = next;
    return true;
  }
}
