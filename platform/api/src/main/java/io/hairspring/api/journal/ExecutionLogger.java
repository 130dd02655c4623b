package io.hairspring.api.journal;

import org.agrona.DirectBuffer;
import org.osgi.annotation.versioning.ConsumerType;

/** Keeps execution records. Registered as a service. The observer's agent thread calls it. */
@ConsumerType
public interface ExecutionLogger {

  /**
   * Takes a batch of SBE lines of 64 bytes, in lane order. All or nothing.
   *
   * @param buffer the observer's buffer, valid during the call
   * @param offset where the first line starts
   * @param length bytes, a multiple of 64
   * @return whether the batch was taken; if not, it is offered again
   */
  boolean append(DirectBuffer buffer, int offset, int length);

  /** Where the records are kept, for a person to find. */
  String location();
}
