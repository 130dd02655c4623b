package io.hairspring.kernel.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.hairspring.api.market.MarketDataFeed;
import io.hairspring.api.market.MarketEvent;
import io.hairspring.api.market.OrderBook;
import io.hairspring.api.market.Side;
import io.hairspring.api.order.OrderPort;
import io.hairspring.api.order.OrderTerms;
import io.hairspring.api.strategy.TradingStrategy;
import io.hairspring.kernel.probe.ProbeLane;
import io.hairspring.kernel.time.VirtualClock;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

class DrivenLaneTest {
  private final UnsafeBuffer line = new UnsafeBuffer(new byte[MarketDataFeed.LINE]);

  /** Adds up what the book says after each event. */
  private static final class Depths implements TradingStrategy {
    private int events;
    private int depth;

    @Override
    public void onMarketEvent(MarketEvent event, OrderBook book, OrderPort orders) {
      events++;
      depth += book.depth(Side.BID);
    }
  }

  @Test
  void shouldRunTheBookAndStrategiesOnAFeedsEvents() {
    final ProbeLane lane = new DrivenLane(KernelSettings.from(Map.of()), new VirtualClock());
    final MarketDataFeed feed = new CountingFeed().open("count:10", lane.instruments());
    lane.books(16, 16);
    final Depths first = new Depths();
    final Depths second = new Depths();
    lane.strategy("first", first);
    lane.strategy("second", second);
    lane.plan(ProbeLane.Order.CRITICAL_PATH);
    while (feed.read(line, 0) == MarketDataFeed.LINE) {
      assertTrue(lane.event(line, 0));
      assertTrue(lane.turn());
      lane.discard();
    }
    assertFalse(lane.turn());
    // The feed adds an order and cancels it, by turns.
    assertEquals(10, first.events);
    assertEquals(5, first.depth);
    assertEquals(10, second.events);
    assertEquals(5, second.depth);
  }

  /** Sends an order on each event, and counts those that were taken. */
  private static final class Sending implements TradingStrategy {
    private int sent;

    @Override
    public void onMarketEvent(MarketEvent event, OrderBook book, OrderPort orders) {
      if (orders.send(0, Side.BID, 1, 1, OrderTerms.LIMIT) != OrderPort.REFUSED) {
        sent++;
      }
    }
  }

  @Test
  void shouldHoldOrdersWhileItIsRestrained() {
    final ProbeLane lane = new DrivenLane(KernelSettings.from(Map.of()), new VirtualClock());
    final MarketDataFeed feed = new CountingFeed().open("count:10", lane.instruments());
    final Sending sending = new Sending();
    lane.books(16, 16);
    lane.strategy("sending", sending);
    lane.plan(ProbeLane.Order.CRITICAL_PATH);
    run(lane, feed, 3);
    lane.restrain(true, true);
    run(lane, feed, 5);
    assertEquals(3, sending.sent);
    lane.restrain(false, false);
    run(lane, feed, 2);
    assertEquals(5, sending.sent);
  }

  @Test
  void shouldRunTheSameCyclesWithoutRoomForARecord() {
    final AtomicInteger records = new AtomicInteger();
    final Sending sending = new Sending();
    final ProbeLane lane = DrivenLane.unrecorded(KernelSettings.from(Map.of()), new VirtualClock());
    final MarketDataFeed feed = new CountingFeed().open("count:5000", lane.instruments());
    lane.books(16, 16);
    lane.strategy("sending", sending);
    lane.plan(ProbeLane.Order.CRITICAL_PATH);
    // More than the ring of orders holds: they are released, records or not.
    for (int i = 0; i < 5_000; i++) {
      run(lane, feed, 1);
      lane.drain((buffer, offset) -> records.incrementAndGet());
      lane.discard();
    }
    assertEquals(5_000, sending.sent);
    assertEquals(0, records.get());
  }

  private void run(ProbeLane lane, MarketDataFeed feed, int events) {
    for (int i = 0; i < events; i++) {
      assertEquals(MarketDataFeed.LINE, feed.read(line, 0));
      assertTrue(lane.event(line, 0));
      while (lane.turn()) {
        // Until it rests.
      }
    }
  }
}
