package io.hairspring.gateway.simulated;

import static io.hairspring.api.market.MarketEventKind.ADD;
import static io.hairspring.api.market.Side.ASK;
import static io.hairspring.api.market.Side.BID;
import static io.hairspring.api.market.Side.NONE;
import static io.hairspring.api.order.OrderTerms.FILL_OR_KILL;
import static io.hairspring.api.order.OrderTerms.IMMEDIATE_OR_CANCEL;
import static io.hairspring.api.order.OrderTerms.LIMIT;
import static io.hairspring.api.order.OrderTerms.POST_ONLY;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.hairspring.api.market.Price;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SimulatedExchangeTest {
  private final Market market = new Market();

  @BeforeEach
  void displayTwoLevelsOfEachSide() {
    market.event(ADD, BID, 1, 99, 10).event(ADD, BID, 2, 98, 10);
    market.event(ADD, ASK, 3, 101, 5).event(ADD, ASK, 4, 102, 5);
  }

  @Test
  void shouldWantMarketEvents() {
    assertTrue(market.exchange.wantsMarketEvents());
  }

  @Test
  void shouldFillLevelByLevelWhenAnOrderTakes() {
    market.send(7, BID, 102, 8, LIMIT);

    assertEquals(
        List.of(
            "ACKNOWLEDGED 7: 8@102 leaves 8",
            "PARTIAL_FILL 7: 5@101 leaves 3",
            "FILL 7: 3@102 leaves 0"),
        market.settle());
    assertEquals(0, market.exchange.openOrders());
  }

  @Test
  void shouldTakeFromBidsWhenSelling() {
    market.send(7, ASK, 98, 12, LIMIT);

    assertEquals(
        List.of(
            "ACKNOWLEDGED 7: 12@98 leaves 12",
            "PARTIAL_FILL 7: 10@99 leaves 2",
            "FILL 7: 2@98 leaves 0"),
        market.settle());
  }

  @Test
  void shouldRestWithWhatIsLeftWhenALimitOrderTakesAllWithinItsLimit() {
    market.send(7, BID, 101, 8, LIMIT);

    assertEquals(
        List.of("ACKNOWLEDGED 7: 8@101 leaves 8", "PARTIAL_FILL 7: 5@101 leaves 3"),
        market.settle());
    assertEquals(1, market.exchange.openOrders());
    market.event(ADD, BID, 5, 100, 1);
    assertEquals(List.of(), market.settle(), "what it took is not taken again by itself");
  }

  @Test
  void shouldCancelWhatIsLeftWhenAnImmediateOrderCannotTakeMore() {
    market.send(7, BID, 101, 8, IMMEDIATE_OR_CANCEL);

    assertEquals(
        List.of(
            "ACKNOWLEDGED 7: 8@101 leaves 8",
            "PARTIAL_FILL 7: 5@101 leaves 3",
            "CANCELLED 7: 8@101 leaves 0"),
        market.settle());
    assertEquals(0, market.exchange.openOrders());
  }

  @Test
  void shouldFillWholeOrNotAtAllWhenAnOrderIsFillOrKill() {
    market.send(7, BID, 102, 10, FILL_OR_KILL);
    market.send(8, BID, 102, 11, FILL_OR_KILL);

    assertEquals(
        List.of(
            "ACKNOWLEDGED 7: 10@102 leaves 10",
            "PARTIAL_FILL 7: 5@101 leaves 5",
            "FILL 7: 5@102 leaves 0",
            "ACKNOWLEDGED 8: 11@102 leaves 11",
            "CANCELLED 8: 11@102 leaves 0"),
        market.settle());
    assertEquals(0, market.exchange.openOrders());
  }

  @Test
  void shouldRejectAPostOnlyOrderWhenItWouldTakeAndElseLetItRest() {
    market.send(7, BID, 101, 1, POST_ONLY);
    market.send(8, BID, 100, 1, POST_ONLY);

    assertEquals(
        List.of("REJECTED 7: 1@101 leaves 0 WOULD_TAKE", "ACKNOWLEDGED 8: 1@100 leaves 1"),
        market.settle());
    assertEquals(1, market.exchange.openOrders());
  }

  @Test
  void shouldCancelWhatRests() {
    market.send(7, BID, 100, 4, LIMIT);
    market.cancel(7);
    market.cancel(7);

    assertEquals(
        List.of(
            "ACKNOWLEDGED 7: 4@100 leaves 4",
            "CANCELLED 7: 4@100 leaves 0",
            "REJECTED 7: 0@0 leaves 0 UNKNOWN_ORDER"),
        market.settle());
  }

  @Test
  void shouldTakeAtTheNewPriceWhenAnOrderIsReplacedAcrossTheMarket() {
    market.send(7, BID, 100, 4, LIMIT);
    market.replace(7, 101, 6);

    assertEquals(
        List.of(
            "ACKNOWLEDGED 7: 4@100 leaves 4",
            "REPLACED 7: 6@101 leaves 6",
            "PARTIAL_FILL 7: 5@101 leaves 1"),
        market.settle());
    assertEquals(1, market.exchange.openOrders());
  }

  @Test
  void shouldCountWhatIsExecutedInTheTotalOfAReplacement() {
    market.send(7, BID, 101, 8, LIMIT);
    market.replace(7, 100, 7);
    market.replace(7, 100, 5);

    assertEquals(
        List.of("REPLACED 7: 7@100 leaves 2", "CANCELLED 7: 7@100 leaves 0"),
        market.settle().subList(2, 4));
    assertEquals(0, market.exchange.openOrders());
  }

  @Test
  void shouldLeaveTheOrderStandingWhenItsReplacementIsRefused() {
    market.send(7, BID, 100, 4, POST_ONLY);
    market.replace(7, 101, 4);
    market.replace(7, Price.NONE, 4);
    market.replace(8, 100, 4);

    assertEquals(
        List.of(
            "REJECTED 7: 4@101 leaves 4 WOULD_TAKE",
            "REJECTED 7: 4@" + Price.NONE + " leaves 4 INVALID",
            "REJECTED 8: 4@100 leaves 0 UNKNOWN_ORDER"),
        market.settle().subList(1, 4));
    assertEquals(1, market.exchange.openOrders());
  }

  @Test
  void shouldRejectWithTheReasonWhenACommandIsWrong() {
    market.send(7, BID, 100, 1, LIMIT);
    market.send(7, BID, 100, 1, LIMIT);
    market.raw(0, 8, 2, BID, 100, 1, 0);
    market.raw(0, 8, -1, BID, 100, 1, 0);
    market.send(8, BID, 100, 0, LIMIT);
    market.send(8, NONE, 100, 1, LIMIT);
    market.send(8, BID, Price.NONE, 1, LIMIT);
    market.raw(0, 8, 1, BID, 110, 1, 0);

    assertEquals(
        List.of(
            "REJECTED 7: 1@100 leaves 1 DUPLICATE_ORDER",
            "REJECTED 8: 1@100 leaves 0 UNKNOWN_INSTRUMENT",
            "REJECTED 8: 1@100 leaves 0 UNKNOWN_INSTRUMENT",
            "REJECTED 8: 0@100 leaves 0 INVALID",
            "REJECTED 8: 1@100 leaves 0 INVALID",
            "REJECTED 8: 1@" + Price.NONE + " leaves 0 INVALID",
            "REJECTED 8: 1@110 leaves 0 INVALID"),
        market.settle().subList(1, 8));
    market.raw(9, 8, 0, BID, 100, 1, 0);
    market.raw(0, 8, 0, BID, 100, 1, 9);
    market.raw(1, 7, 1, NONE, 0, 0, 0);
    assertEquals(
        List.of(
            "REJECTED 8: 1@100 leaves 0 INVALID",
            "REJECTED 8: 1@100 leaves 0 INVALID",
            "REJECTED 7: 0@0 leaves 0 UNKNOWN_ORDER"),
        market.settle());
  }

  @Test
  void shouldRejectForCapacityWhenAllOpenOrdersAreInUse() {
    for (int id = 1; id <= 8; id++) {
      market.send(id, BID, 90, 1, LIMIT);
    }
    market.settle();
    market.send(9, BID, 90, 1, LIMIT);
    market.send(10, BID, 101, 1, IMMEDIATE_OR_CANCEL);

    assertEquals(
        List.of(
            "REJECTED 9: 1@90 leaves 0 CAPACITY",
            "ACKNOWLEDGED 10: 1@101 leaves 1",
            "FILL 10: 1@101 leaves 0"),
        market.settle());
  }

  @Test
  void shouldRefuseCommandsWhileTheCommandQueueIsFull() {
    for (int id = 1; id <= 8; id++) {
      assertTrue(market.send(id, BID, 90, 1, LIMIT));
    }

    assertFalse(market.send(9, BID, 90, 1, LIMIT));
    market.settle();
    assertTrue(market.send(9, BID, 90, 1, LIMIT));
  }

  @Test
  void shouldLetCommandsWaitWhileTheirReportsDoNotFit() {
    final Market narrow = new Market(new SimulatedOptions(Market.LATENCY, 8, 100, 20, 8, 4));
    narrow.event(ADD, ASK, 3, 101, 5).event(ADD, ASK, 4, 102, 5).event(ADD, ASK, 5, 103, 5);
    narrow.send(7, BID, 101, 1, LIMIT);
    narrow.send(8, BID, 102, 6, LIMIT);
    narrow.send(9, BID, 103, 11, LIMIT);

    assertEquals(2, narrow.settle().size(), "three more do not fit");
    assertEquals(
        List.of(
            "ACKNOWLEDGED 8: 6@102 leaves 6",
            "PARTIAL_FILL 8: 5@101 leaves 1",
            "FILL 8: 1@102 leaves 0",
            "REJECTED 9: 11@103 leaves 0 CAPACITY"),
        narrow.settle(),
        "five would never fit");
  }

  @Test
  void shouldKeepReportsWhileTheSinkTakesNone() {
    market.send(7, BID, 100, 1, LIMIT);
    market.now += 1_000;

    assertEquals(1, market.exchange.poll(market.now, (buffer, offset) -> false), "the command");
    assertEquals(0, market.exchange.poll(market.now, (buffer, offset) -> false));
    market.now += 5;
    market.poll();
    assertEquals(market.now, market.reports.get(0).receiveNanos());
    assertEquals(List.of("ACKNOWLEDGED 7: 1@100 leaves 1"), market.taken());
  }

  @Test
  void shouldIgnoreAndCountEventsOfInstrumentsItDoesNotKnow() {
    market.foreignEvent(2).foreignEvent(-1).foreignEvent(1);

    assertEquals(2, market.exchange.unknownInstrumentEvents());
  }

  @Test
  void shouldTellWhatItCountedWhenItIsClosedAndNothingWhenAllWasExact() {
    final List<String> said = new ArrayList<>();
    final Logger logger = Logger.getLogger(SimulatedExchange.class.getName());
    final Handler handler = new Listener(said);
    logger.addHandler(handler);
    logger.setUseParentHandlers(false);
    try {
      new Market().exchange.close();
      assertEquals(List.of(), said);
      market.foreignEvent(2);
      for (int level = 1; level <= Market.OPTIONS.bookLevels(); level++) {
        market.event(ADD, BID, 100 + level, level, 1);
      }
      market.exchange.close();
    } finally {
      logger.removeHandler(handler);
      logger.setUseParentHandlers(true);
    }
    assertEquals(
        List.of(
            "the simulated exchange was not exact: 0 fills did not take place because no report"
                + " could be kept, 1 events were of instruments that came after it was opened, 2"
                + " found no room in its books"),
        said);
  }

  /** Keeps the messages that are logged. */
  private static final class Listener extends Handler {
    private final List<String> said;

    Listener(List<String> said) {
      this.said = said;
    }

    @Override
    public void publish(LogRecord entry) {
      said.add(new SimpleFormatter().formatMessage(entry));
    }

    @Override
    public void flush() {
      // Nothing is kept back.
    }

    @Override
    public void close() {
      // Nothing is open.
    }
  }
}
