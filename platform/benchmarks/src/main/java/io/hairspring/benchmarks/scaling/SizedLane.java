package io.hairspring.benchmarks.scaling;

import io.hairspring.api.market.FeedProvider;
import io.hairspring.api.market.MarketDataFeed;
import io.hairspring.api.task.LatencyClass;
import io.hairspring.api.task.TaskDefinition;
import io.hairspring.api.task.TriggerKind;
import io.hairspring.benchmarks.work.SmallTasks;
import io.hairspring.kernel.probe.KernelProbe;
import io.hairspring.kernel.probe.ProbeLane;
import java.util.concurrent.TimeUnit;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * A lane with so many of something, and what a cycle of it takes: the market event put into the
 * ring, the turn, its record. Made on the main thread, run on the lane's.
 */
final class SizedLane implements AutoCloseable {
  private static final int BATCH = 64;
  private static final int CHAIN = 8;
  private static final int BOOK_ORDERS = 512;
  private static final int BOOK_LEVELS = 256;

  private final int size;
  private final ProbeLane lane;
  private final MarketDataFeed feed;
  private final UnsafeBuffer lines = new UnsafeBuffer(new byte[BATCH * MarketDataFeed.LINE]);

  private SizedLane(int size, ProbeLane lane, MarketDataFeed feed) {
    this.size = size;
    this.lane = lane;
    this.feed = feed;
    lane.plan(ProbeLane.Order.CRITICAL_PATH);
  }

  /** Small critical tasks in chains of eight. */
  static SizedLane tasks(KernelProbe probe, int count) {
    final ProbeLane lane = probe.lane();
    for (int i = 0; i < count; i++) {
      final TaskDefinition.Builder definition =
          TaskDefinition.named("t" + i).latencyClass(LatencyClass.CRITICAL);
      if (i % CHAIN == 0) {
        definition.on(TriggerKind.MARKET_EVENT);
      } else {
        definition.after("t" + (i - 1));
      }
      lane.add(definition.build(), SmallTasks.number(i));
    }
    return new SizedLane(count, lane, null);
  }

  /** The book and strategies that look at every event, on the synthetic feed's instruments. */
  static SizedLane trading(
      KernelProbe probe, FeedProvider synthetic, int instruments, int strategies, int size) {
    final ProbeLane lane = probe.lane();
    final MarketDataFeed feed =
        synthetic.open("synthetic:calm?seed=42&instruments=" + instruments, lane.instruments());
    lane.books(BOOK_ORDERS, BOOK_LEVELS);
    for (int i = 0; i < strategies; i++) {
      lane.strategy("watching" + i, new Watching());
    }
    return new SizedLane(size, lane, feed);
  }

  /** How many there are. */
  int size() {
    return size;
  }

  /** Nanoseconds a cycle; reading the feed is not in it. */
  double measure(int batches) {
    long nanos = 0;
    for (int batch = 0; batch < batches; batch++) {
      read();
      final long begin = System.nanoTime();
      for (int i = 0; i < BATCH; i++) {
        if (feed == null) {
          lane.event(0);
        } else {
          lane.event(lines, i * MarketDataFeed.LINE);
        }
      }
      for (int i = 0; i < BATCH; i++) {
        lane.turn();
      }
      lane.discard();
      nanos += System.nanoTime() - begin;
    }
    return (double) nanos / batches / BATCH;
  }

  /** Runs it for so long. */
  void warmUp(long millis) {
    final long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
    while (System.nanoTime() < end) {
      measure(1);
    }
  }

  private void read() {
    for (int i = 0; feed != null && i < BATCH; i++) {
      if (feed.read(lines, i * MarketDataFeed.LINE) != MarketDataFeed.LINE) {
        throw new IllegalStateException("the synthetic feed gave no event");
      }
    }
  }

  @Override
  public void close() {
    if (feed != null) {
      feed.close();
    }
  }
}
