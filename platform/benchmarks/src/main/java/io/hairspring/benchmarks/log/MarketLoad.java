package io.hairspring.benchmarks.log;

import io.hairspring.api.market.FeedProvider;
import io.hairspring.api.market.MarketDataFeed;
import io.hairspring.api.task.LatencyClass;
import io.hairspring.api.task.TaskDefinition;
import io.hairspring.benchmarks.work.BusyTask;
import io.hairspring.benchmarks.work.Carry;
import io.hairspring.kernel.probe.ProbeLane;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Books, strategies that trade and a task that waits for slack, on a synthetic market, while what a
 * {@link Scenario} says goes on.
 */
final class MarketLoad implements LaneLoad {
  private static final int BOOK_ORDERS = 512;
  private static final int BOOK_LEVELS = 256;
  private static final String BOOK = "book";

  private final Scenario scenario;
  private final ProbeLane lane;
  private final MarketDataFeed feed;
  private final UnsafeBuffer lines = new UnsafeBuffer(new byte[BATCH * MarketDataFeed.LINE]);

  /**
   * Opens the feed and plans the tasks.
   *
   * @param synthetic opens its feed
   * @param rounds of the work of the task that waits for slack
   */
  MarketLoad(Scenario scenario, ProbeLane lane, FeedProvider synthetic, int rounds) {
    this.scenario = scenario;
    this.lane = lane;
    feed = synthetic.open(scenario.feed(), lane.instruments());
    lane.books(BOOK_ORDERS, BOOK_LEVELS);
    for (int i = 0; i < scenario.strategies(); i++) {
      lane.strategy("leaning" + i, new Leaning());
    }
    if (scenario.sheds()) {
      lane.add(
          TaskDefinition.named("watching")
              .after(BOOK)
              .latencyClass(LatencyClass.BACKGROUND)
              .sheddable()
              .build(),
          new BusyTask(rounds, new Carry()));
    }
    lane.plan(ProbeLane.Order.CRITICAL_PATH);
  }

  @Override
  public ProbeLane lane() {
    return lane;
  }

  @Override
  public int round() {
    return scenario.round();
  }

  @Override
  public void prepare(int batch) {
    for (int i = 0; i < BATCH; i++) {
      if (feed.read(lines, i * MarketDataFeed.LINE) != MarketDataFeed.LINE) {
        throw new IllegalStateException("the synthetic feed gave no event");
      }
    }
    scenario.change(lane, batch);
  }

  @Override
  public void put(int event) {
    lane.event(lines, event * MarketDataFeed.LINE);
  }

  @Override
  public void close() {
    feed.close();
  }
}
