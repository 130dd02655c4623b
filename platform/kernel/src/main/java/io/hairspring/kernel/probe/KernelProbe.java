package io.hairspring.kernel.probe;

import java.util.function.LongConsumer;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Measures the machine with the threads and rings of the running session, in place of its plan. The
 * feed must be paused and the lane idle. Any thread but a lane or an agent; the consumers are
 * called by the lane thread.
 */
@ProviderType
public interface KernelProbe {

  /** The gaps, in nanoseconds, between clock reads of the bare lane thread, for so long. */
  void bareClock(long nanos, LongConsumer gaps);

  /**
   * Relays empty lines from the feed's thread through the lane thread into the egress ring at the
   * feed's pace: no kernel, no tasks.
   *
   * @param latencies from due to committed, in nanoseconds
   * @throws IllegalStateException when the lines do not come through within ten seconds beyond
   *     their time
   */
  void relay(long lines, LongConsumer latencies);
}
