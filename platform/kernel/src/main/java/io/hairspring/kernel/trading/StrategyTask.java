package io.hairspring.kernel.trading;

import io.hairspring.api.market.MarketEvent;
import io.hairspring.api.order.ExecutionReport;
import io.hairspring.api.strategy.TradingStrategy;
import io.hairspring.api.task.Cycle;
import io.hairspring.api.task.HotPath;
import io.hairspring.api.task.LatencyClass;
import io.hairspring.api.task.Task;
import io.hairspring.api.task.TaskDefinition;
import io.hairspring.api.task.TriggerKind;
import io.hairspring.book.BookSet;
import io.hairspring.kernel.lane.StrategyPort;

/** Runs a strategy on the events of its instruments and on the reports of its own orders. */
@HotPath
public final class StrategyTask implements Task {
  private final TradingStrategy strategy;
  private final BookSet books;
  private final StrategyPort port;
  private final boolean[] trades;

  /**
   * Adapts a strategy.
   *
   * @param trades whether it trades an instrument, by index
   */
  public StrategyTask(
      TradingStrategy strategy, BookSet books, StrategyPort port, boolean[] trades) {
    this.strategy = strategy;
    this.books = books;
    this.port = port;
    this.trades = trades.clone();
  }

  /** What it declares: after the book, and on reports. */
  public static TaskDefinition definition(
      String name, LatencyClass latencyClass, long budgetNanos) {
    return TaskDefinition.named(name)
        .after(BookTask.NAME)
        .on(TriggerKind.EXECUTION_REPORT)
        .latencyClass(latencyClass)
        .budgetNanos(budgetNanos)
        .emitsOrders()
        .build();
  }

  @Override
  public boolean run(Cycle cycle) {
    return cycle.trigger() == TriggerKind.MARKET_EVENT
        ? onMarketEvent(cycle.event())
        : onReport(cycle.report());
  }

  private boolean onMarketEvent(MarketEvent event) {
    final int instrument = event.instrument();
    if (!trades[instrument]) {
      return false;
    }
    strategy.onMarketEvent(event, books.book(instrument), port);
    return true;
  }

  private boolean onReport(ExecutionReport report) {
    if (!port.owns(report.clientOrderId())) {
      return false;
    }
    strategy.onExecutionReport(report, port);
    return true;
  }
}
