package io.hairspring.launcher;

import io.hairspring.api.market.MarketEvent;
import io.hairspring.api.market.OrderBook;
import io.hairspring.api.market.Side;
import io.hairspring.api.order.OrderPort;
import io.hairspring.api.order.OrderTerms;
import io.hairspring.api.strategy.TradingStrategy;
import io.hairspring.api.task.Cycle;
import io.hairspring.api.task.Task;
import java.util.Map;

/** A critical strategy, and analytics that take many times what the lane has left for them. */
public final class CrashTrial extends Trial {
  private static final long STRATEGY_NANOS = 2_000;
  private static final long ANALYTICS_NANOS = 50_000;
  private static final int EVERY = 1_000;

  private final Vigilant vigilant = new Vigilant();
  private final Analytics analytics = new Analytics();

  /** Misses no event. */
  private static final class Vigilant implements TradingStrategy {
    private long seen;
    private long gaps;
    private long lastSequence;

    @Override
    public void onMarketEvent(MarketEvent event, OrderBook book, OrderPort orders) {
      gaps += event.sequence() == lastSequence + 1 ? 0 : 1;
      lastSequence = event.sequence();
      seen++;
      spin(STRATEGY_NANOS);
      if (event.sequence() % EVERY == 0 && book.bestAsk() > 0) {
        orders.send(
            event.instrument(), Side.BID, book.bestAsk(), 1, OrderTerms.IMMEDIATE_OR_CANCEL);
      }
    }
  }

  /** Takes its time. */
  private static final class Analytics implements Task {
    private long runs;

    @Override
    public boolean run(Cycle cycle) {
      spin(ANALYTICS_NANOS);
      runs++;
      return false;
    }
  }

  @Override
  protected void plug() {
    strategy(vigilant, Map.of("name", "vigilant"));
    task(
        analytics,
        Map.of(
            "name",
            "analytics",
            "triggers",
            "MARKET_EVENT",
            "latencyClass",
            "BACKGROUND",
            "budgetNanos",
            ANALYTICS_NANOS,
            "sheddable",
            true));
  }

  @Override
  protected void tell() {
    say("seen", vigilant.seen);
    say("gaps", vigilant.gaps);
    say("analytics-runs", analytics.runs);
  }
}
