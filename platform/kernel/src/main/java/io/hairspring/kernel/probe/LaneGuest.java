package io.hairspring.kernel.probe;

import io.hairspring.kernel.ring.LineRing;

/** Code that has a lane's thread and rings for a while, in place of the plan. Lane thread. */
@FunctionalInterface
public interface LaneGuest {

  /** Runs until it is done; the lane waits. */
  void visit(LineRing market, LineRing egress, LineRing records);
}
