package io.hairspring.api.monitor;

import org.agrona.DirectBuffer;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Sees the execution record of every cycle. Registered as a service. The observer's agent thread;
 * must not block.
 */
@ConsumerType
public interface ExecutionMonitor {

  /** One SBE {@code CycleRecord} line of 64 bytes, in lane order, valid during the call. */
  void onRecord(DirectBuffer buffer, int offset);

  /**
   * A turn of the observer's agent thread, after the records that were there; once for each lane.
   * What does not return leaves no record, and shows here.
   *
   * @param nowNanos platform time at which the turn began
   * @param lane the same object in every call for one lane of a session
   */
  default void onTurn(long nowNanos, LaneGlimpse lane) {}
}
