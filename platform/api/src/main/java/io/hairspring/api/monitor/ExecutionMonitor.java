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
}
