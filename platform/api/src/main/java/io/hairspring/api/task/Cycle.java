package io.hairspring.api.task;

import io.hairspring.api.market.MarketEvent;
import io.hairspring.api.order.ExecutionReport;
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
}
