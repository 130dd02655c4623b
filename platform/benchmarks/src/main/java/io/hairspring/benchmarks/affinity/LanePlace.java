package io.hairspring.benchmarks.affinity;

import io.hairspring.api.placement.ThreadPlacement;
import net.openhft.affinity.Affinity;

/** Puts the calling thread, and all others of the process, where an arm wants them. One thread. */
final class LanePlace {
  private final ThreadPlacement placement;
  private int core = ThreadPlacement.ANY;

  LanePlace(ThreadPlacement placement) {
    this.placement = placement;
  }

  /**
   * Goes there.
   *
   * @throws IllegalArgumentException in one line, when there is no core for a lane
   */
  void take(Arm arm) {
    switch (arm) {
      case PINNED -> pin();
      case PINNED_ALONE -> {
        leave();
        Affinity.setAffinity(core);
      }
      case UNPINNED -> leave();
    }
  }

  private void pin() {
    core = placement.pinCurrentThread(ThreadPlacement.ANY);
    if (core == ThreadPlacement.ANY) {
      throw new IllegalArgumentException(
          "bench affinity: a lane cannot be pinned here; the log says why, and the doctor what"
              + " would help");
    }
  }

  /** Gives the core back: every thread may run wherever the process may. */
  void leave() {
    placement.confineCurrentThread();
  }

  /** The core of the lane, once it was pinned. */
  int core() {
    return core;
  }
}
