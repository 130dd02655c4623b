package io.hairspring.api.monitor;

import org.osgi.annotation.versioning.ProviderType;

/**
 * What can be seen of a lane from outside while it runs. Any thread; allocates nothing; the values
 * are each right, but not read at one moment.
 */
@ProviderType
public interface LaneGlimpse {

  /** Number of the lane. */
  int lane();

  /** When it began what it is busy with, platform time; 0 when it is idle. */
  long busySince();

  /** Number of the task that runs, or was the last to run; 0 when none was. */
  int task();

  /** Cycles run. */
  long cycles();

  /**
   * The tasks it runs, and what is expected of them. The same object until there is another plan.
   */
  TasksInForce tasks();

  /** Market events that the feed has sent, on lane 0. */
  long eventsSent();

  /** Lines that wait in the market ring, on lane 0; in the ring from lane to lane on others. */
  long marketWaiting();

  /** Lines that wait in the ring of order commands. */
  long egressWaiting();

  /** Lines that wait in the ring of execution records. */
  long recordsWaiting();

  /** Has each step of the next cycle timed, whatever the sampling says. */
  void examine();
}
