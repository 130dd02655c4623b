package io.hairspring.api.task;

import io.hairspring.api.market.MarketEvent;
import io.hairspring.api.order.ExecutionReport;
import io.hairspring.api.time.TimerEvent;
import io.hairspring.api.time.Timers;
import org.osgi.annotation.versioning.ProviderType;

/**
 * One pass over the plan, from a trigger to its last step. A task sees it only during its own
 * {@link Task#run}; what the accessors return is reused by the next cycle. Lane thread only.
 */
@ProviderType
public interface Cycle {

  /** Number of this cycle on its lane, from 1. */
  long number();

  /**
   * Platform time at which the lane took the trigger. The same for every task of the cycle: time
   * enters once.
   */
  long timeNanos();

  /** Platform time at which the trigger was due or received. */
  long dueNanos();

  /** What started the cycle. */
  TriggerKind trigger();

  /**
   * The market event; meaningful only if {@link #trigger()} is {@link TriggerKind#MARKET_EVENT}.
   */
  MarketEvent event();

  /**
   * The execution report; meaningful only if {@link #trigger()} is {@link
   * TriggerKind#EXECUTION_REPORT}.
   */
  ExecutionReport report();

  /** The timer that fired; meaningful only if {@link #trigger()} is {@link TriggerKind#TIMER}. */
  TimerEvent timer();

  /**
   * The timers of the task that runs, which must have {@link TriggerKind#TIMER} among its triggers.
   */
  Timers timers();

  /**
   * Whether something more important waits for the lane. A long task asks between two slices of its
   * work, and when it is true calls {@link #again} and returns. Always false in a critical step.
   */
  boolean shouldYield();

  /**
   * Says that the task has not finished: it is run again in this cycle, after what is more
   * important, and until then what it calls its {@link TaskDefinition#resources} stays its own.
   * What such a run returns counts for the tasks that depend on it like any other.
   */
  void again();
}
