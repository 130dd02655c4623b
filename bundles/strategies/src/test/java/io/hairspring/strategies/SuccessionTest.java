package io.hairspring.strategies;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.hairspring.api.market.Side;
import io.hairspring.api.order.ReportKind;
import io.hairspring.api.strategy.TradingStrategy;
import io.hairspring.api.task.Snapshotable;
import io.hairspring.strategies.RecordingPort.Command;
import io.hairspring.testkit.TestInstruments;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

/** A successor goes on as the one before it would have. */
class SuccessionTest {
  private static final long TICK = 250_000_000L;

  private final LadderBook book = new LadderBook(0);
  private final RecordingPort port = new RecordingPort();
  private final UnsafeBuffer buffer = new UnsafeBuffer(new byte[1_024]);

  private void best(long bid, long ask) {
    book.bids(bid * TICK, 5, (bid - 1) * TICK, 5).asks(ask * TICK, 5, (ask + 1) * TICK, 5);
  }

  private List<Command> event(TradingStrategy strategy) {
    strategy.onMarketEvent(Event.at(0), book, port);
    return port.taken();
  }

  private void handOver(Snapshotable from, Snapshotable to) {
    int length = from.write(buffer, 16);
    to.read(from.snapshotVersion(), buffer, 16, length);
  }

  @Test
  void shouldKnowTheQuotesAndThePositionOfTheQuotingStrategyBefore() {
    QuotingStrategy old = new QuotingStrategy(new QuotingStrategy.Settings(2, 1, 2, 4, 0));
    old.start(TestInstruments.of(TICK));
    best(100, 101);
    List<Command> quotes = event(old);
    quotes.forEach(quote -> old.onExecutionReport(Report.of(ReportKind.ACKNOWLEDGED, quote), port));
    quotes.stream()
        .filter(quote -> quote.side() == Side.BID)
        .forEach(quote -> old.onExecutionReport(Report.of(ReportKind.FILL, quote), port));

    QuotingStrategy next = new QuotingStrategy(new QuotingStrategy.Settings(2, 1, 2, 4, 0));
    next.start(TestInstruments.of(TICK));
    handOver(old, next);
    assertEquals(old.position(0), next.position(0));
    best(110, 111);
    List<Command> wanted = event(old);
    assertEquals(wanted.size(), event(next).size());
  }

  @Test
  void shouldKnowThePositionAndTheOpenOrderOfTheTakingStrategyBefore() {
    TakingStrategy old = new TakingStrategy(new TakingStrategy.Settings(1, 3, 60, 0, 10));
    old.start(TestInstruments.of(TICK));
    book.bids(100, 500, 99, 500, 98, 500).asks(101, 1, 102, 1, 103, 1);
    assertEquals(1, event(old).size());

    TakingStrategy next = new TakingStrategy(new TakingStrategy.Settings(1, 3, 60, 0, 10));
    next.start(TestInstruments.of(TICK));
    handOver(old, next);
    assertEquals(List.of(), event(next), "an order is on its way");
    assertEquals(old.position(0), next.position(0));
  }

  @Test
  void shouldNotReadAStateOfOtherInstruments() {
    QuotingStrategy quoting = new QuotingStrategy(new QuotingStrategy.Settings(2, 1, 2, 4, 0));
    quoting.start(TestInstruments.of(TICK));
    TakingStrategy taking = new TakingStrategy(new TakingStrategy.Settings(1, 3, 60, 0, 10));
    taking.start(TestInstruments.of(TICK));
    buffer.putLong(0, 7);
    assertThrows(IllegalArgumentException.class, () -> quoting.read(1, buffer, 0, 64));
    assertEquals(
        "state of 7 instruments, there are 1",
        assertThrows(IllegalArgumentException.class, () -> taking.read(1, buffer, 0, 64))
            .getMessage());
  }
}
