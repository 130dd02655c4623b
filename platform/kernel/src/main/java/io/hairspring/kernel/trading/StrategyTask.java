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
import io.hairspring.api.time.TimerEvent;
import io.hairspring.book.BookSet;
import io.hairspring.kernel.graph.CompileRequests;
import io.hairspring.kernel.lane.StrategyPort;

/**
 * Runs a strategy on the events of its instruments, on the reports of its own orders and on its
 * timers.
 */
@HotPath
public final class StrategyTask implements Task {
  private final TradingStrategy strategy;
  private final BookSet books;
  private final StrategyPort port;

  /** Adapts a strategy, whose code will be compiled on a lane. Control thread. */
  public StrategyTask(TradingStrategy strategy, BookSet books, StrategyPort port) {
    CompileRequests.prepare(strategy);
    this.strategy = strategy;
    this.books = books;
    this.port = port;
  }

  /** What every strategy declares: after the book, on its reports and on its timers. */
  public static TaskDefinition.Builder definition(String name) {
    return TaskDefinition.named(name)
        .after(BookTask.NAME)
        .on(TriggerKind.EXECUTION_REPORT, TriggerKind.TIMER)
        .latencyClass(LatencyClass.CRITICAL)
        .emitsOrders();
  }

  @Override
  public boolean run(Cycle cycle) {
    return switch (cycle.trigger()) {
      case MARKET_EVENT -> onMarketEvent(cycle.event());
      case EXECUTION_REPORT -> onReport(cycle.report());
      default -> onTimer(cycle.timer());
    };
  }

  private boolean onMarketEvent(MarketEvent event) {
    strategy.onMarketEvent(event, books.book(event.instrument()), port);
    return true;
  }

  private boolean onTimer(TimerEvent timer) {
    strategy.onTimer(timer, port);
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
