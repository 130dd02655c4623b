package io.hairspring.kernel.swap;

import io.hairspring.api.market.InstrumentDirectory;
import io.hairspring.api.strategy.TradingStrategy;
import io.hairspring.api.task.Snapshotable;
import io.hairspring.api.task.Task;
import io.hairspring.api.task.TaskDefinition;

/**
 * A successor as it is put on a stage.
 *
 * @param component a strategy, or a task
 * @param definition what it declared
 * @param origin bundle and component
 * @param slot its strategy's, which marks orders; 0 for a task
 */
public record Candidate(Object component, TaskDefinition definition, String origin, int slot) {

  /** Whether it is a strategy. */
  boolean strategy() {
    return slot > 0;
  }

  TradingStrategy asStrategy() {
    return (TradingStrategy) component;
  }

  Task asTask() {
    return (Task) component;
  }

  /** Itself, when its state can be handed over; else null. */
  Snapshotable snapshot() {
    return component instanceof Snapshotable able ? able : null;
  }

  /** Begins anew, as when a feed is opened. What a task knows it keeps: tasks have no start. */
  void start(InstrumentDirectory instruments) {
    if (strategy()) {
      asStrategy().start(instruments);
    }
  }
}
