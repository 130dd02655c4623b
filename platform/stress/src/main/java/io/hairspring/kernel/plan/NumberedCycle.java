package io.hairspring.kernel.plan;

import io.hairspring.api.market.MarketEvent;
import io.hairspring.api.order.ExecutionReport;
import io.hairspring.api.task.Cycle;
import io.hairspring.api.task.TriggerKind;
import io.hairspring.api.time.TimerEvent;
import io.hairspring.api.time.Timers;

/**
 * A cycle of which only the number matters.
 *
 * @param number of the cycle
 */
record NumberedCycle(long number) implements Cycle {
  @Override
  public long timeNanos() {
    return 0;
  }

  @Override
  public long dueNanos() {
    return 0;
  }

  @Override
  public TriggerKind trigger() {
    return TriggerKind.MARKET_EVENT;
  }

  @Override
  public MarketEvent event() {
    throw new UnsupportedOperationException("no event in a cycle that has only a number");
  }

  @Override
  public ExecutionReport report() {
    throw new UnsupportedOperationException("no report in a cycle that has only a number");
  }

  @Override
  public TimerEvent timer() {
    throw new UnsupportedOperationException("no timer in a cycle that has only a number");
  }

  @Override
  public Timers timers() {
    throw new UnsupportedOperationException("no timers in a cycle that has only a number");
  }

  @Override
  public boolean shouldYield() {
    return false;
  }

  @Override
  public void again() {
    throw new UnsupportedOperationException("a kernel's step runs once a cycle");
  }
}
