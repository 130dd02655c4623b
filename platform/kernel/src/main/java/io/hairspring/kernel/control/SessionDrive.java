package io.hairspring.kernel.control;

import java.util.function.BooleanSupplier;

/** What turns a session's lanes and agents. Control thread, except for {@link #await}. */
interface SessionDrive {

  /** Starts the lanes. */
  void startLanes();

  /** Starts the agents: events flow. */
  void startAgents();

  /** The core that a lane is pinned to, or -1. */
  int core(int lane);

  /** Bytes that a lane's thread has allocated since it started, or -1 when that is not known. */
  long allocatedBytes(int lane);

  /** Waits for a condition that the lanes or agents bring about; false when the time is over. */
  boolean await(BooleanSupplier condition, long timeoutNanos);

  /** Likewise for what is about to happen: looks more often. */
  default boolean awaitSoon(BooleanSupplier condition, long timeoutNanos) {
    return await(condition, timeoutNanos);
  }

  /** Whether no lane runs any more, nor will. */
  boolean lanesEnded();

  /** Stops everything that was started; the feed and the gateway are closed with their agents. */
  void close() throws InterruptedException;
}
