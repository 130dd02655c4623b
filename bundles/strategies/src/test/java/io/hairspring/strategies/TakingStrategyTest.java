package io.hairspring.strategies;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.hairspring.api.market.MarketEvent;
import io.hairspring.api.market.Side;
import io.hairspring.api.order.OrderCommandKind;
import io.hairspring.api.order.OrderTerms;
import io.hairspring.api.order.RejectReason;
import io.hairspring.api.order.ReportKind;
import io.hairspring.strategies.RecordingPort.Command;
import io.hairspring.testkit.TestInstruments;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TakingStrategyTest {
  private static final long MICRO = 1_000;

  private final LadderBook book = new LadderBook(0);
  private final RecordingPort port = new RecordingPort();
  private final TakingStrategy strategy =
      new TakingStrategy(new TakingStrategy.Settings(1, 2, 50, 10, 2));

  @BeforeEach
  void start() {
    strategy.start(TestInstruments.of(1, 1));
  }

  private void leanToBid() {
    book.bids(100, 20, 99, 20, 98, 0).asks(101, 5, 102, 5, 103, 1_000);
  }

  private void leanToAsk() {
    book.bids(100, 5, 99, 5, 98, 1_000).asks(101, 20, 102, 20);
  }

  private List<Command> eventAt(long nanos) {
    strategy.onMarketEvent(Event.at(nanos), book, port);
    return port.taken();
  }

  private void report(ReportKind kind, Command command) {
    strategy.onExecutionReport(Report.of(kind, command), port);
  }

  @Test
  void shouldBuyAtTheBestOfferWhenTheBestLevelsLeanToTheBid() {
    leanToBid();
    assertEquals(
        List.of(
            new Command(OrderCommandKind.NEW, 1, Side.BID, 101, 1, OrderTerms.IMMEDIATE_OR_CANCEL)),
        eventAt(0));
  }

  @Test
  void shouldLookAtNoMoreLevelsThanThereAreHoweverManyAreToCount() {
    TakingStrategy deep =
        new TakingStrategy(new TakingStrategy.Settings(1, Integer.MAX_VALUE, 50, 10, 2));
    deep.start(TestInstruments.of(1, 1));
    book.bids(100, 20, 99, 20).asks(101, 5);
    deep.onMarketEvent(Event.at(0), book, port);
    assertEquals(1, port.taken().size());
    assertEquals(3, book.quantitiesRead());
  }

  @Test
  void shouldSellAtTheBestBidWhenTheBestLevelsLeanToTheOffer() {
    leanToAsk();
    assertEquals(
        List.of(
            new Command(OrderCommandKind.NEW, 2, Side.ASK, 100, 1, OrderTerms.IMMEDIATE_OR_CANCEL)),
        eventAt(0));
  }

  @Test
  void shouldDoNothingWhenTheLeanIsOnlyAtTheThreshold() {
    book.bids(100, 30).asks(101, 10);
    assertEquals(List.of(), eventAt(0));
  }

  @Test
  void shouldRestInEventTimeAfterAnOrder() {
    leanToBid();
    report(ReportKind.CANCELLED, eventAt(0).get(0));
    assertEquals(List.of(), eventAt(10 * MICRO - 1));
    assertEquals(1, eventAt(10 * MICRO).size());
  }

  @Test
  void shouldHaveOneOrderAtATime() {
    leanToBid();
    Command order = eventAt(0).get(0);
    report(ReportKind.ACKNOWLEDGED, order);
    assertEquals(List.of(), eventAt(20 * MICRO));
    strategy.onExecutionReport(Report.rejected(order, RejectReason.CAPACITY), port);
    assertEquals(1, eventAt(30 * MICRO).size());
  }

  @Test
  void shouldCountPartialFillsAndGoOnAfterTheRestIsCancelled() {
    TakingStrategy three = new TakingStrategy(new TakingStrategy.Settings(3, 2, 50, 10, 4));
    three.start(TestInstruments.of(1));
    leanToBid();
    three.onMarketEvent(Event.at(0), book, port);
    Command order = port.taken().get(0);
    three.onExecutionReport(Report.of(ReportKind.PARTIAL_FILL, order, 101, 1), port);
    three.onMarketEvent(Event.at(20 * MICRO), book, port);
    assertEquals(List.of(), port.taken(), "the rest is not cancelled yet");
    three.onExecutionReport(Report.of(ReportKind.CANCELLED, order, 101, 2), port);
    assertEquals(1, three.position(0));
    three.onMarketEvent(Event.at(30 * MICRO), book, port);
    assertEquals(1, port.taken().size());
  }

  @Test
  void shouldStopBuyingAtTheLimitAndStillSell() {
    leanToBid();
    report(ReportKind.FILL, eventAt(0).get(0));
    report(ReportKind.FILL, eventAt(10 * MICRO).get(0));
    assertEquals(2, strategy.position(0));
    assertEquals(List.of(), eventAt(20 * MICRO));
    leanToAsk();
    report(ReportKind.FILL, eventAt(30 * MICRO).get(0));
    assertEquals(1, strategy.position(0));
  }

  @Test
  void shouldStayAwayWhenTheBookIsCrossedOrOneSidedOrBetweenTwoStates() {
    book.bids(101, 50).asks(101, 1);
    assertEquals(List.of(), eventAt(0));
    book.bids(101, 50).asks();
    assertEquals(List.of(), eventAt(0));
    leanToBid();
    strategy.onMarketEvent(new Event(0, 0, 0), book, port);
    int snapshot = MarketEvent.FLAG_LAST | MarketEvent.FLAG_SNAPSHOT;
    strategy.onMarketEvent(new Event(0, 0, snapshot), book, port);
    strategy.onMarketEvent(new Event(2, 0, MarketEvent.FLAG_LAST), book, port);
    assertEquals(List.of(), port.taken());
  }

  @Test
  void shouldRestAsWellWhenTheRingWasFull() {
    leanToBid();
    port.full = true;
    assertEquals(List.of(), eventAt(0));
    port.full = false;
    assertEquals(List.of(), eventAt(5 * MICRO));
    assertEquals(1, eventAt(10 * MICRO).size());
  }

  @Test
  void shouldForgetEverythingWhenStartedAnew() {
    leanToBid();
    report(ReportKind.FILL, eventAt(0).get(0));
    strategy.start(TestInstruments.of(1));
    assertEquals(0, strategy.position(0));
    assertEquals(1, eventAt(0).size());
  }
}
