package io.hairspring.strategies;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

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

class QuotingStrategyTest {
  private static final long TICK = 250_000_000L;

  private final LadderBook book = new LadderBook(0);
  private final RecordingPort port = new RecordingPort();
  private final QuotingStrategy strategy =
      new QuotingStrategy(new QuotingStrategy.Settings(2, 1, 2, 4, 0));

  @BeforeEach
  void start() {
    strategy.start(TestInstruments.of(TICK));
    best(100, 101);
  }

  private void best(long bid, long ask) {
    book.bids(bid * TICK, 5, (bid - 1) * TICK, 5).asks(ask * TICK, 5, (ask + 1) * TICK, 5);
  }

  private List<Command> event() {
    strategy.onMarketEvent(Event.at(0), book, port);
    return port.taken();
  }

  private void report(ReportKind kind, Command command) {
    strategy.onExecutionReport(Report.of(kind, command), port);
  }

  private List<Command> standingQuotes() {
    List<Command> quotes = event();
    quotes.forEach(quote -> report(ReportKind.ACKNOWLEDGED, quote));
    return quotes;
  }

  @Test
  void shouldQuoteBothSidesBehindTheBestWhenNothingStands() {
    assertEquals(
        List.of(
            new Command(OrderCommandKind.NEW, 1, Side.BID, 99 * TICK, 2, OrderTerms.POST_ONLY),
            new Command(OrderCommandKind.NEW, 2, Side.ASK, 102 * TICK, 2, OrderTerms.POST_ONLY)),
        event());
  }

  @Test
  void shouldWaitForTheVenueBeforeTheNextCommand() {
    event();
    best(110, 111);
    assertEquals(List.of(), event());
  }

  @Test
  void shouldLeaveTheQuotesWhenTheBestMovesLessThanTheThreshold() {
    standingQuotes();
    best(101, 102);
    assertEquals(List.of(), event());
  }

  @Test
  void shouldMoveBothQuotesWhenTheBestMovesByTheThreshold() {
    standingQuotes();
    best(102, 103);
    assertEquals(
        List.of(
            new Command(OrderCommandKind.REPLACE, 1, Side.BID, 101 * TICK, 2, OrderTerms.POST_ONLY),
            new Command(
                OrderCommandKind.REPLACE, 2, Side.ASK, 104 * TICK, 2, OrderTerms.POST_ONLY)),
        event());
  }

  @Test
  void shouldMoveAgainFromTheConfirmedPriceWhenReplaced() {
    standingQuotes();
    best(102, 103);
    event().forEach(command -> report(ReportKind.REPLACED, command));
    assertEquals(List.of(), event());
    best(104, 105);
    assertEquals(2, event().size());
  }

  @Test
  void shouldQuoteAnewWhenTheOrderIsFilledOrCancelledOrRejected() {
    List<Command> quotes = standingQuotes();
    report(ReportKind.CANCELLED, quotes.get(0));
    report(ReportKind.FILL, quotes.get(1));
    assertEquals(-2, strategy.position(0));
    List<Command> again = event();
    assertEquals(
        List.of(OrderCommandKind.NEW, OrderCommandKind.NEW),
        again.stream().map(Command::kind).toList());
    strategy.onExecutionReport(Report.rejected(again.get(0), RejectReason.WOULD_TAKE), port);
    assertEquals(1, event().size());
  }

  @Test
  void shouldKeepTheOldPriceWhenAReplaceIsRejected() {
    standingQuotes();
    best(102, 103);
    Command refused = event().get(0);
    strategy.onExecutionReport(Report.rejected(refused, RejectReason.WOULD_TAKE), port);
    assertEquals(
        List.of(refused), event(), "the order stands where it did, so it is to be moved again");
  }

  @Test
  void shouldQuoteAnewWhenAReplaceFindsNoOrder() {
    standingQuotes();
    best(102, 103);
    Command late = event().get(0);
    strategy.onExecutionReport(Report.rejected(late, RejectReason.UNKNOWN_ORDER), port);
    assertEquals(OrderCommandKind.NEW, event().get(0).kind());
  }

  @Test
  void shouldTakeTheBidAwayWhenAFillBringsTheLimitInReach() {
    List<Command> quotes = standingQuotes();
    Command bid = quotes.get(0);
    strategy.onExecutionReport(Report.of(ReportKind.PARTIAL_FILL, bid, bid.price(), 1), port);
    assertEquals(List.of(), event());
    strategy.onExecutionReport(Report.of(ReportKind.PARTIAL_FILL, bid, bid.price(), 2), port);
    assertEquals(3, strategy.position(0));
    List<Command> commands = event();
    assertEquals(1, commands.size());
    assertEquals(OrderCommandKind.CANCEL, commands.get(0).kind());
    assertEquals(bid.id(), commands.get(0).id());
    report(ReportKind.CANCELLED, bid);
    assertEquals(List.of(), event(), "no bid while the limit is in reach");
  }

  @Test
  void shouldCountAFillOfAnOrderItNoLongerKeeps() {
    Command stranger = new Command(OrderCommandKind.NEW, 77, Side.ASK, TICK, 1, null);
    report(ReportKind.FILL, stranger);
    assertEquals(-1, strategy.position(0));
    assertEquals(2, event().size());
  }

  @Test
  void shouldTryAgainWhenTheRingWasFull() {
    port.full = true;
    assertEquals(List.of(), event());
    port.full = false;
    assertEquals(2, event().size());
  }

  @Test
  void shouldStayAwayWhenTheBookIsCrossedOrOneSidedOrBetweenTwoStates() {
    best(101, 101);
    assertEquals(List.of(), event());
    book.bids();
    assertEquals(List.of(), event());
    best(100, 101);
    strategy.onMarketEvent(new Event(0, 0, 0), book, port);
    int snapshot = MarketEvent.FLAG_LAST | MarketEvent.FLAG_SNAPSHOT;
    strategy.onMarketEvent(new Event(0, 0, snapshot), book, port);
    strategy.onMarketEvent(new Event(1, 0, MarketEvent.FLAG_LAST), book, port);
    assertEquals(List.of(), port.taken());
  }

  @Test
  void shouldFindThePriceStepInTheBookWhenNoneIsStated() {
    strategy.start(TestInstruments.of(0));
    book.bids(1_000, 1, 990, 1).asks(1_030, 1, 1_035, 1);
    assertEquals(List.of(995L, 1_035L), event().stream().map(Command::price).toList());
  }

  @Test
  void shouldSendAtMostOneCommandPerSideInTheConfiguredNumberOfEvents() {
    QuotingStrategy patient = new QuotingStrategy(new QuotingStrategy.Settings(1, 0, 1, 10, 50));
    patient.start(TestInstruments.of(TICK));
    int commands = 0;
    for (int i = 0; i < 1_000; i++) {
      best(100 + i % 7, 101 + i % 7);
      patient.onMarketEvent(Event.at(i), book, port);
      for (Command command : port.taken()) {
        commands++;
        boolean isNew = command.kind() == OrderCommandKind.NEW;
        ReportKind answer = isNew ? ReportKind.ACKNOWLEDGED : ReportKind.REPLACED;
        patient.onExecutionReport(Report.of(answer, command), port);
      }
    }
    assertTrue(commands > 30 && commands <= 40, "commands: " + commands);
  }
}
