package io.hairspring.kernel.plan;

import io.hairspring.api.task.Task;
import java.util.List;

/** Steps that become code, and whom each makes ready. */
final class FusedLinks {
  private final List<Task> tasks;
  private final long[] successors;
  private final int width;

  /**
   * The links of steps.
   *
   * @param tasks the steps, in order
   * @param successors so many words a step, as in {@link StepSequence#successors}; not written
   * @param width words a step
   */
  FusedLinks(List<Task> tasks, long[] successors, int width) {
    this.tasks = List.copyOf(tasks);
    this.successors = successors;
    this.width = width;
  }

  /** The steps, in order. */
  List<Task> tasks() {
    return tasks;
  }

  /** Whom a step makes ready in its own word. */
  long near(int step) {
    return successors[step * width + step / Long.SIZE];
  }

  /** Whom it makes ready in the words after its own: all words; null when there is nobody. */
  long[] far(int step) {
    final long[] far = new long[width];
    boolean any = false;
    for (int w = step / Long.SIZE + 1; w < width; w++) {
      far[w] = successors[step * width + w];
      any |= far[w] != 0;
    }
    return any ? far : null;
  }

  /** Whether no step depends on one. */
  boolean isLeaf(int step) {
    return near(step) == 0 && far(step) == null;
  }
}
