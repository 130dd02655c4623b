package io.hairspring.kernel.lane;

import io.hairspring.api.task.HotPath;
import io.hairspring.kernel.graph.GraphLimits;

/**
 * Which resources a task holds that has run a slice of its work and waits for its next. A resource
 * has one holder: who needs it next has the holder finished first.
 */
@HotPath
final class ResourceHolds {
  private final LaneCycle[] cycles = new LaneCycle[GraphLimits.MAX_RESOURCES];
  private final int[] steps = new int[GraphLimits.MAX_RESOURCES];

  /** Bits of the resources that are held. */
  long held;

  void hold(long resources, LaneCycle cycle, int step) {
    held |= resources;
    for (long left = resources; left != 0; left &= left - 1) {
      final int resource = Long.numberOfTrailingZeros(left);
      cycles[resource] = cycle;
      steps[resource] = step;
    }
  }

  void release(long resources) {
    held &= ~resources;
  }

  /** The first of some resources that somebody else than a step of a cycle holds, or -1. */
  int heldFrom(long resources, LaneCycle cycle, int step) {
    for (long left = resources & held; left != 0; left &= left - 1) {
      final int resource = Long.numberOfTrailingZeros(left);
      if (cycles[resource] != cycle || steps[resource] != step) {
        return resource;
      }
    }
    return -1;
  }

  LaneCycle cycle(int resource) {
    return cycles[resource];
  }

  int step(int resource) {
    return steps[resource];
  }
}
