package io.hairspring.api.order;

import org.agrona.DirectBuffer;
import org.osgi.annotation.versioning.ProviderType;

/** Takes a gateway's execution reports to the lane. The gateway's agent thread. */
@ProviderType
public interface ReportSink {

  /**
   * Copies one encoded SBE {@code ExecutionReport}, a line of 64 bytes; {@code receiveNanos} is the
   * gateway's to stamp.
   *
   * @return false when the ring is full: the gateway keeps the report and offers it again
   */
  boolean offer(DirectBuffer buffer, int offset);
}
