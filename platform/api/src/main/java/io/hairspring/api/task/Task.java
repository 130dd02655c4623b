package io.hairspring.api.task;

import org.osgi.annotation.versioning.ConsumerType;

/**
 * A unit of work of the trading cycle. Its code runs on a lane: no allocation, lock, system call,
 * blocking or exception as control flow. What it needs it takes when it is constructed.
 */
@ConsumerType
public interface Task {

  /**
   * Does the work of one cycle. Lane thread, one call at a time.
   *
   * @param cycle the cycle, valid during this call only
   * @return whether anything changed that the tasks depending on this one should see; a task none
   *     of whose inputs changed is skipped
   * @throws RuntimeException quarantines the task: it leaves the plan, named, and the rest goes on
   */
  boolean run(Cycle cycle);
}
