package io.hairspring.api.strategy;

import io.hairspring.api.market.InstrumentDirectory;
import io.hairspring.api.market.MarketEvent;
import io.hairspring.api.market.OrderBook;
import io.hairspring.api.order.ExecutionReport;
import io.hairspring.api.order.OrderPort;
import io.hairspring.api.time.TimerEvent;
import io.hairspring.api.time.Timers;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * A trading strategy: market events in, orders out. Registered as a service with {@link
 * StrategyComponent}. The {@code on} methods run on a lane, one call at a time: no allocation,
 * lock, system call or blocking. What they are handed is valid during the call only.
 */
@ConsumerType
public interface TradingStrategy {

  /**
   * Prepares the strategy, before its first event: the place to allocate. Never a lane. Called
   * again when the feed is opened anew, with the instruments it has then, and several times, by
   * another thread, while it is the successor of another.
   */
  default void start(InstrumentDirectory instruments) {}

  /**
   * A market event of one of its instruments, after the book has taken it.
   *
   * @throws RuntimeException quarantines the strategy, named; the platform goes on
   */
  void onMarketEvent(MarketEvent event, OrderBook book, OrderPort orders);

  /** A report on one of its own orders. */
  default void onExecutionReport(ExecutionReport report, OrderPort orders) {}

  /**
   * Hands over the strategy's timers, before {@link #start}, and others in their place when it
   * comes into force as a successor. They may be used in the {@code on} methods only.
   */
  default void timers(Timers timers) {}

  /** A timer of its own that fired. */
  default void onTimer(TimerEvent timer, OrderPort orders) {}
}
