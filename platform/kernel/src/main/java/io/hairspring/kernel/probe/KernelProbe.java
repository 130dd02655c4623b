package io.hairspring.kernel.probe;

import io.hairspring.api.monitor.ExecutionMonitor;
import java.util.function.LongConsumer;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Measures the machine and the kernel with the threads and rings of the running session, in place
 * of its plan. The feed must be paused and the lane idle. Any thread but a lane or an agent; the
 * consumers are called by the lane thread.
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

  /**
   * Runs something on the lane thread, between two of the lane's cycles, and waits for its end.
   * What it throws is thrown here.
   *
   * @throws IllegalStateException when it does not end in time
   */
  void onLane(Runnable work, long timeoutNanos);

  /**
   * How components are swapped that arrive from now on; otherwise as configured.
   *
   * @param warmUp whether successors are warmed up
   * @param probationEvents events of their probation at least
   * @param probationMillis length of their probation at least
   */
  void swapRules(boolean warmUp, int probationEvents, int probationMillis);

  /**
   * Shows records and lanes to a monitor of the session no more, or again, so that what it costs
   * can be measured without stopping it. Returns when it is so.
   *
   * @throws IllegalArgumentException when it is none that watches
   */
  void show(ExecutionMonitor monitor, boolean wanted);

  /** Makes a lane with the settings of this platform. */
  ProbeLane lane();

  /**
   * Makes such a lane whose record ring is full and stays full: of a record only the look whether
   * there is room is left, and a counter.
   */
  ProbeLane unrecordedLane();
}
