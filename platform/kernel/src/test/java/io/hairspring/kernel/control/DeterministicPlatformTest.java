package io.hairspring.kernel.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.hairspring.api.control.Pace;
import io.hairspring.api.market.MarketEvent;
import io.hairspring.api.market.OrderBook;
import io.hairspring.api.market.Side;
import io.hairspring.api.order.OrderPort;
import io.hairspring.api.order.OrderTerms;
import io.hairspring.api.strategy.TradingStrategy;
import io.hairspring.api.task.LatencyClass;
import io.hairspring.api.task.TaskDefinition;
import io.hairspring.api.task.TriggerKind;
import io.hairspring.api.time.TimerEvent;
import io.hairspring.api.time.Timers;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class DeterministicPlatformTest {
  private static final long FOREVER = Long.MAX_VALUE / 2;

  /** Orders on every tenth event, and fifty microseconds after it once more. */
  private static final class Echoing implements TradingStrategy {
    private final DeterministicPlatform platform;
    private Timers timers;
    private long seen;

    Echoing(DeterministicPlatform platform) {
      this.platform = platform;
    }

    @Override
    public void timers(Timers own) {
      timers = own;
    }

    @Override
    public void onMarketEvent(MarketEvent event, OrderBook book, OrderPort orders) {
      platform.clock().advance(300);
      if (++seen % 10 == 0) {
        orders.send(event.instrument(), Side.BID, event.price(), 1, OrderTerms.LIMIT);
        timers.at(platform.clock().nanoTime() + 50_000, event.price());
      }
    }

    @Override
    public void onTimer(TimerEvent timer, OrderPort orders) {
      orders.send(0, Side.ASK, timer.argument(), 1, OrderTerms.LIMIT);
    }
  }

  private static List<String> records(boolean analytics) {
    final List<String> lines = new ArrayList<>();
    try (DeterministicPlatform platform = new DeterministicPlatform(Map.of())) {
      platform.feed("count", new CountingFeed());
      platform.gateway("echo", new EchoGateway());
      platform.strategy("echoing", new Echoing(platform), definition -> definition);
      if (analytics) {
        platform.task(
            TaskDefinition.named("analytics")
                .after("book")
                .latencyClass(LatencyClass.BACKGROUND)
                .build(),
            cycle -> {
              platform.clock().advance(20_000);
              return false;
            });
      }
      platform.monitor(
          (buffer, offset) -> {
            final byte[] line = new byte[64];
            buffer.getBytes(offset, line);
            lines.add(HexFormat.of().formatHex(line));
          });
      platform.open("count:2000", Pace.fixedRate(100_000), "echo:");
      platform.run(FOREVER);
      assertEquals(2_000, platform.platform().lanes().get(0).events());
      assertEquals(200, platform.platform().lanes().get(0).pressure().timersFired());
      assertEquals(400, platform.platform().gateway().acknowledged());
      assertFalse(platform.step());
    }
    return lines;
  }

  @Test
  void shouldHaveTheSameRecordsByteForByteInEveryRun() {
    final List<String> first = records(true);
    assertTrue(first.size() > 2_000);
    assertEquals(first, records(true));
  }

  @Test
  void shouldParkDeferredWorkThatWouldDelayTheNextEventInVirtualTime() {
    assertTrue(records(true).size() > records(false).size());
  }

  @Test
  void shouldLetTimeGoOnOnlyWhenItIsStepped() {
    final long[] fired = new long[1];
    try (DeterministicPlatform platform = new DeterministicPlatform(Map.of())) {
      platform.feed("count", new CountingFeed());
      platform.gateway("echo", new EchoGateway());
      platform.task(
          TaskDefinition.named("ticker").every(1_000_000).build(),
          cycle -> {
            assertEquals(TriggerKind.TIMER, cycle.trigger());
            assertEquals(cycle.timer().dueNanos(), cycle.timeNanos());
            fired[0]++;
            return false;
          });
      platform.open("count:1", Pace.fast(), "echo:");
      final long start = platform.clock().nanoTime();
      assertEquals(0, fired[0]);
      platform.run(10_500_000);
      assertEquals(10, fired[0]);
      assertTrue(platform.clock().nanoTime() >= start + 10_500_000);
    }
  }
}
