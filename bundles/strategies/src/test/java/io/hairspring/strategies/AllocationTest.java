package io.hairspring.strategies;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import io.hairspring.api.market.Side;
import io.hairspring.api.order.OrderPort;
import io.hairspring.api.order.OrderTerms;
import io.hairspring.api.order.ReportKind;
import io.hairspring.api.strategy.TradingStrategy;
import io.hairspring.testkit.TestInstruments;
import java.lang.management.ManagementFactory;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class AllocationTest {
  private static final int EVENTS = 200_000;

  /** Counts and takes everything. */
  private static final class CountingPort implements OrderPort {
    private long commands;

    @Override
    public long send(int instrument, Side side, long price, int quantity, OrderTerms terms) {
      return ++commands;
    }

    @Override
    public boolean cancel(long clientOrderId, int instrument) {
      commands++;
      return true;
    }

    @Override
    public boolean replace(long clientOrderId, int instrument, long price, int quantity) {
      commands++;
      return true;
    }
  }

  static Stream<TradingStrategy> strategies() {
    return Stream.of(
        new QuotingStrategy(new QuotingStrategy.Settings(1, 0, 1, 10, 0)),
        new TakingStrategy(new TakingStrategy.Settings(1, 3, 20, 0, 10)));
  }

  @ParameterizedTest
  @MethodSource("strategies")
  void shouldAllocateNothingOnTheLane(TradingStrategy strategy) {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    strategy.start(TestInstruments.of(0));
    LadderBook[] books = new LadderBook[4];
    for (int i = 0; i < books.length; i++) {
      books[i] =
          new LadderBook(0).bids(100 + i, 10L * i, 99 + i, 1).asks(102 + i, 10, 103 + i, 40 - i);
    }
    CountingPort port = new CountingPort();
    RecordingPort.Command order = new RecordingPort.Command(null, 1, Side.BID, 1, 1, null);
    Report[] reports =
        Stream.of(ReportKind.values()).map(k -> Report.of(k, order)).toArray(Report[]::new);
    Event event = Event.at(0);
    long least = Long.MAX_VALUE;
    // The least of some turns: the virtual machine itself allocates once in a while, a strategy
    // that allocates does so in every turn.
    for (int i = 0; i < 10; i++) {
      long before = threads.getCurrentThreadAllocatedBytes();
      turn(strategy, books, event, reports, port);
      least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
    }
    assertEquals(0, least, "bytes over " + EVENTS + " events, commands " + port.commands);
    assertTrue(port.commands > 0);
  }

  private static void turn(
      TradingStrategy strategy, LadderBook[] books, Event event, Report[] reports, OrderPort port) {
    for (int i = 0; i < EVENTS; i++) {
      strategy.onMarketEvent(event, books[i % books.length], port);
      strategy.onExecutionReport(reports[i % reports.length], port);
    }
  }
}
