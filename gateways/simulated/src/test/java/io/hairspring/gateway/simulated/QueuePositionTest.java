package io.hairspring.gateway.simulated;

import static io.hairspring.api.market.MarketEvent.FLAG_RESTING;
import static io.hairspring.api.market.MarketEvent.FLAG_SNAPSHOT;
import static io.hairspring.api.market.MarketEventKind.ADD;
import static io.hairspring.api.market.MarketEventKind.CANCEL;
import static io.hairspring.api.market.MarketEventKind.CLEAR;
import static io.hairspring.api.market.MarketEventKind.EXECUTE;
import static io.hairspring.api.market.MarketEventKind.MODIFY;
import static io.hairspring.api.market.MarketEventKind.TRADE;
import static io.hairspring.api.market.Side.ASK;
import static io.hairspring.api.market.Side.BID;
import static io.hairspring.api.market.Side.NONE;
import static io.hairspring.api.order.OrderTerms.LIMIT;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class QueuePositionTest {
  private final Market market = new Market();

  @BeforeEach
  void restBehindTen() {
    market.event(ADD, BID, 1, 100, 6).event(ADD, BID, 2, 100, 4).event(ADD, ASK, 3, 102, 5);
    market.send(7, BID, 100, 3, LIMIT);
    assertEquals(List.of("ACKNOWLEDGED 7: 3@100 leaves 3"), market.settle());
  }

  @Test
  void shouldConsumeTheQueueAheadAndThenFill() {
    market.event(TRADE, ASK, 0, 100, 6).event(EXECUTE, BID, 1, 100, 6);
    assertEquals(List.of(), market.settle());
    market.event(TRADE, ASK, 0, 100, 5).event(EXECUTE, BID, 2, 100, 4);
    assertEquals(List.of("PARTIAL_FILL 7: 1@100 leaves 2"), market.settle());
    market.event(TRADE, ASK, 0, 100, 9);
    assertEquals(List.of("FILL 7: 2@100 leaves 0"), market.settle());
    market.event(TRADE, ASK, 0, 100, 9);
    assertEquals(List.of(), market.settle());
  }

  @Test
  void shouldNotFillForTradesOfTheOtherSideOrWithoutOneOrAtWorsePrices() {
    market.event(TRADE, BID, 0, 100, 50);
    market.event(TRADE, NONE, 0, 100, 50);
    market.event(TRADE, ASK, 0, 101, 50);
    market.event(TRADE, ASK, 0, 100, 50, FLAG_RESTING);

    assertEquals(List.of(), market.settle());
  }

  @Test
  void shouldFillWhenATradeGoesThroughItsPrice() {
    market.event(TRADE, ASK, 0, 99, 2);

    assertEquals(List.of("PARTIAL_FILL 7: 2@100 leaves 1"), market.settle());
  }

  @Test
  void shouldFillWhenAnOrderEntersAcrossIt() {
    market.event(ADD, ASK, 9, 99, 2);

    assertEquals(List.of("PARTIAL_FILL 7: 2@100 leaves 1"), market.settle());
  }

  @Test
  void shouldFillForTheNewQuantityOnlyWhenAnOrderAcrossItIsModified() {
    market.event(ADD, ASK, 9, 101, 2);
    market.event(MODIFY, ASK, 9, 99, 1);
    market.event(MODIFY, ASK, 9, 99, 2);
    market.event(MODIFY, ASK, 9, 99, 1);

    assertEquals(
        List.of("PARTIAL_FILL 7: 1@100 leaves 2", "PARTIAL_FILL 7: 1@100 leaves 1"),
        market.settle());
  }

  @Test
  void shouldShortenTheQueueOnlyToWhatIsStillDisplayed() {
    market.event(ADD, BID, 5, 100, 20);
    market.event(CANCEL, BID, 1, 100, 6);
    market.event(TRADE, ASK, 0, 100, 10);
    assertEquals(List.of(), market.settle(), "24 displayed: the cancel may have been behind us");

    final Market alone = new Market();
    alone.event(ADD, BID, 1, 100, 6);
    alone.send(7, BID, 100, 3, LIMIT);
    alone.settle();
    alone.event(CANCEL, BID, 1, 100, 4).event(TRADE, ASK, 0, 100, 3);
    assertEquals(List.of("PARTIAL_FILL 7: 1@100 leaves 2"), alone.settle());
  }

  @Test
  void shouldShortenTheQueueWhenAnOrderIsModifiedAway() {
    market.event(MODIFY, BID, 1, 98, 6).event(MODIFY, BID, 2, 98, 4);
    market.event(TRADE, ASK, 0, 100, 3);

    assertEquals(List.of("FILL 7: 3@100 leaves 0"), market.settle());
  }

  @Test
  void shouldLoseItsPlaceWhenReplaced() {
    market.event(TRADE, ASK, 0, 100, 6).event(EXECUTE, BID, 1, 100, 6);
    market.event(ADD, BID, 5, 100, 20);
    market.replace(7, 100, 3);
    assertEquals(List.of("REPLACED 7: 3@100 leaves 3"), market.settle());

    market.event(TRADE, ASK, 0, 100, 24);
    assertEquals(List.of(), market.settle());
    market.event(TRADE, ASK, 0, 100, 1);
    assertEquals(List.of("PARTIAL_FILL 7: 1@100 leaves 2"), market.settle());
  }

  @Test
  void shouldServeOurOrdersBestPriceFirstAndOlderFirstFromOneTrade() {
    market.send(8, BID, 101, 2, LIMIT);
    market.send(9, BID, 100, 5, LIMIT);
    market.settle();
    market.event(TRADE, ASK, 0, 100, 17);

    assertEquals(
        List.of(
            "FILL 8: 2@101 leaves 0", "FILL 7: 3@100 leaves 0", "PARTIAL_FILL 9: 2@100 leaves 3"),
        market.settle());
  }

  @Test
  void shouldMatchNothingAndKeepItsPlaceWhenTheBookIsRebuiltFromASnapshot() {
    market.event(CLEAR, NONE, 0, 0, 0);
    market.event(ADD, ASK, 9, 99, 50, FLAG_SNAPSHOT);
    market.event(ADD, BID, 2, 98, 4, FLAG_SNAPSHOT);
    market.event(ADD, BID, 1, 100, 10, FLAG_SNAPSHOT);
    assertEquals(List.of(), market.settle());

    market.event(TRADE, ASK, 0, 100, 11);
    assertEquals(List.of("PARTIAL_FILL 7: 1@100 leaves 2"), market.settle());
  }

  @Test
  void shouldStandBehindNoMoreThanASnapshotShowsAtItsPrice() {
    market.event(CLEAR, NONE, 0, 0, 0);
    market.event(ADD, BID, 1, 100, 4, FLAG_SNAPSHOT);

    market.event(TRADE, ASK, 0, 100, 5);

    assertEquals(List.of("PARTIAL_FILL 7: 1@100 leaves 2"), market.settle());
  }

  @Test
  void shouldStandBehindNobodyWhenAClearHasLeftNothingAtItsPrice() {
    market.event(CLEAR, NONE, 0, 0, 0);

    market.event(ADD, ASK, 9, 100, 3);

    assertEquals(List.of("FILL 7: 3@100 leaves 0"), market.settle());
  }

  @Test
  void shouldFillOffersAsItFillsBids() {
    market.send(8, ASK, 102, 3, LIMIT);
    market.settle();
    market.event(TRADE, BID, 0, 102, 6).event(EXECUTE, ASK, 3, 102, 5);
    assertEquals(List.of("PARTIAL_FILL 8: 1@102 leaves 2"), market.settle());
    market.event(ADD, BID, 9, 103, 1);
    assertEquals(List.of("PARTIAL_FILL 8: 1@102 leaves 1"), market.settle());
  }

  @Test
  void shouldNotFillAndCountWhenNoReportCanBeKept() {
    final Market narrow = new Market(new SimulatedOptions(Market.LATENCY, 8, 100, 20, 8, 2));
    narrow.send(7, BID, 100, 5, LIMIT);
    narrow.settle();
    narrow.event(TRADE, ASK, 0, 100, 1).event(TRADE, ASK, 0, 100, 1).event(TRADE, ASK, 0, 100, 1);

    assertEquals(2, narrow.settle().size());
    assertEquals(1, narrow.exchange.missedFills());
    narrow.event(TRADE, ASK, 0, 100, 9);
    assertEquals(List.of("FILL 7: 3@100 leaves 0"), narrow.settle());
  }
}
