package io.hairspring.kernel.lane;

import io.hairspring.api.task.HotPath;
import io.hairspring.kernel.graph.TaskNode;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * The numbers of tasks that have left the session, on their way from the control thread to the
 * lane. A number never comes again.
 */
@HotPath
final class Departures {
  /** {@link #take}: none waits. */
  static final int NONE = -1;

  private final AtomicLongArray words = new AtomicLongArray(TaskNode.MAX_NUMBER / Long.SIZE + 1);
  private volatile boolean any;

  /** A task has left. Control thread. */
  void add(int task) {
    words.getAndAccumulate(task / Long.SIZE, 1L << task, (before, bit) -> before | bit);
    any = true;
  }

  /** Whether there is one to take. Lane thread. */
  boolean any() {
    return any;
  }

  /** Takes the lowest number that waits; {@link #NONE} when none does. Lane thread. */
  int take() {
    any = false;
    for (int w = 0; w < words.length(); w++) {
      final long word = words.get(w);
      if (word != 0) {
        final long bit = Long.lowestOneBit(word);
        words.getAndAdd(w, -bit);
        return w * Long.SIZE + Long.numberOfTrailingZeros(bit);
      }
    }
    return NONE;
  }
}
