package io.hairspring.api.placement;

import org.osgi.annotation.versioning.ProviderType;

/** Reaches lanes where they can be changed without harm: between two cycles. Control threads. */
@ProviderType
public interface LaneVisits {

  /**
   * Runs something short on a lane's own thread, at the end of its cycle, and waits for it; what it
   * throws is thrown here.
   *
   * @param thread name of the lane's thread
   * @param timeoutNanos how long to wait for the end of the cycle
   * @return false when it was not run: there is no such lane, another has its thread, or its cycle
   *     did not end in time
   */
  boolean betweenCycles(String thread, Runnable work, long timeoutNanos);
}
