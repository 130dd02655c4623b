package io.hairspring.kernel.swap;

import io.hairspring.api.market.Instrument;
import io.hairspring.api.market.InstrumentDirectory;
import io.hairspring.api.market.MarketEvent;
import io.hairspring.api.market.MarketEventKind;
import io.hairspring.api.market.OrderBook;
import io.hairspring.api.market.Side;
import io.hairspring.api.order.ExecutionReport;
import io.hairspring.api.order.OrderGateway;
import io.hairspring.api.order.OrderPort;
import io.hairspring.api.order.OrderTerms;
import io.hairspring.api.order.ReportSink;
import io.hairspring.api.strategy.TradingStrategy;
import io.hairspring.api.task.Snapshotable;
import io.hairspring.api.time.PlatformClock;
import io.hairspring.api.time.TimerEvent;
import io.hairspring.api.time.Timers;
import io.hairspring.kernel.ring.LineRing;
import io.hairspring.kernel.trading.StrategyTask;
import io.hairspring.schema.ExecutionReportEncoder;
import io.hairspring.schema.MarketEventEncoder;
import io.hairspring.schema.MessageHeaderEncoder;
import io.hairspring.schema.OrderCommandDecoder;
import java.nio.ByteOrder;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * The first steps of a process: before the first lane runs, a stage runs three small strategies of
 * the kernel's own, adopts plans and hands over states. What the compiler learns from it stays for
 * as long as the process lives.
 *
 * <p>It learns that where the kernel calls a strategy there are many classes: so it does not build
 * the code of one strategy into the kernel's, which the first event of another class would make it
 * throw away in the middle of a cycle, as would the collection of the class. And it learns that
 * plans are adopted and guests received, and keeps the code for it.
 */
public final class FirstSteps {
  private static final AtomicBoolean TAKEN = new AtomicBoolean();
  private static final int EVENTS = 6_000;
  private static final int HAND_OVER_EVERY = 4;
  private static final int ORDERS_EVERY = 2;
  private static final int BOOK_ORDERS = 64;
  private static final int SNAPSHOT_BYTES = 64;

  private FirstSteps() {}

  /** Takes them, once in a process; returns when they are done. Allocates. */
  public static void take(PlatformClock clock) {
    if (TAKEN.compareAndSet(false, true)) {
      Touch.rehearse(clock);
      final Stage stage =
          new Stage(
              clock,
              new OneInstrument(),
              BOOK_ORDERS,
              BOOK_ORDERS,
              new UnsafeBuffer(new byte[SNAPSHOT_BYTES]));
      stage.put(
          List.of(
              candidate("first", new First(), 1),
              candidate("second", new Second(), 2),
              candidate("third", new Third(), 3)),
          new Answers());
      final UnsafeBuffer line = new UnsafeBuffer(new byte[LineRing.LINE]);
      final MessageHeaderEncoder header = new MessageHeaderEncoder();
      final MarketEventEncoder event = new MarketEventEncoder();
      for (int i = 0; i < EVENTS; i++) {
        final boolean add = i % 2 == 0;
        event
            .wrapAndApplyHeader(line, 0, header)
            .sequence(i + 1)
            .receiveNanos(clock.nanoTime())
            .orderId(1 + i / 2)
            .price(100)
            .quantity(1)
            .side((short) Side.BID.ordinal())
            .kind((short) (add ? MarketEventKind.ADD : MarketEventKind.CANCEL).ordinal());
        stage.event(line, 0);
        if (i % HAND_OVER_EVERY == 0) {
          stage.handOver();
        }
      }
    }
  }

  private static Candidate candidate(String name, TradingStrategy strategy, int slot) {
    return new Candidate(strategy, StrategyTask.definition(name).build(), "kernel", slot);
  }

  /** Sends an order now and then, and sets a timer. */
  private abstract static class Small implements TradingStrategy, Snapshotable {
    private Timers timers;
    private long events;
    private long reports;

    @Override
    public void timers(Timers own) {
      timers = own;
    }

    final void event(MarketEvent event, OrderPort orders) {
      events++;
      if (events % ORDERS_EVERY == 0) {
        orders.send(event.instrument(), Side.BID, event.price(), 1, OrderTerms.LIMIT);
        timers.at(event.receiveNanos(), events);
      }
    }

    final void report() {
      reports++;
    }

    @Override
    public final int snapshotVersion() {
      return 1;
    }

    final int put(MutableDirectBuffer buffer, int offset) {
      buffer.putLong(offset, events);
      buffer.putLong(offset + Long.BYTES, reports);
      return 2 * Long.BYTES;
    }

    final void get(DirectBuffer buffer, int offset) {
      events = buffer.getLong(offset);
      reports = buffer.getLong(offset + Long.BYTES);
    }
  }

  /** The first class. */
  private static final class First extends Small {
    @Override
    public void onMarketEvent(MarketEvent event, OrderBook book, OrderPort orders) {
      event(event, orders);
    }

    @Override
    public void onExecutionReport(ExecutionReport report, OrderPort orders) {
      report();
    }

    @Override
    public void onTimer(TimerEvent timer, OrderPort orders) {
      report();
    }

    @Override
    public int write(MutableDirectBuffer buffer, int offset) {
      return put(buffer, offset);
    }

    @Override
    public void read(int version, DirectBuffer buffer, int offset, int length) {
      get(buffer, offset);
    }
  }

  /** The second class. */
  private static final class Second extends Small {
    @Override
    public void onMarketEvent(MarketEvent event, OrderBook book, OrderPort orders) {
      event(event, orders);
    }

    @Override
    public void onExecutionReport(ExecutionReport report, OrderPort orders) {
      report();
    }

    @Override
    public void onTimer(TimerEvent timer, OrderPort orders) {
      report();
    }

    @Override
    public int write(MutableDirectBuffer buffer, int offset) {
      return put(buffer, offset);
    }

    @Override
    public void read(int version, DirectBuffer buffer, int offset, int length) {
      get(buffer, offset);
    }
  }

  /** The third class. */
  private static final class Third extends Small {
    @Override
    public void onMarketEvent(MarketEvent event, OrderBook book, OrderPort orders) {
      event(event, orders);
    }

    @Override
    public void onExecutionReport(ExecutionReport report, OrderPort orders) {
      report();
    }

    @Override
    public void onTimer(TimerEvent timer, OrderPort orders) {
      report();
    }

    @Override
    public int write(MutableDirectBuffer buffer, int offset) {
      return put(buffer, offset);
    }

    @Override
    public void read(int version, DirectBuffer buffer, int offset, int length) {
      get(buffer, offset);
    }
  }

  /** One instrument. */
  private static final class OneInstrument implements InstrumentDirectory {
    private final Instrument only = new Instrument(0, "ONLY", 1);

    @Override
    public Instrument register(String symbol, long tickSize) {
      return only;
    }

    @Override
    public Optional<Instrument> find(String symbol) {
      return Optional.of(only);
    }

    @Override
    public List<Instrument> all() {
      return List.of(only);
    }
  }

  /** Acknowledges every order. */
  private static final class Answers implements OrderGateway {
    private static final int ID =
        MessageHeaderEncoder.ENCODED_LENGTH + OrderCommandDecoder.clientOrderIdEncodingOffset();

    private final Deque<Long> pending = new ArrayDeque<>();
    private final UnsafeBuffer line = new UnsafeBuffer(new byte[LineRing.LINE]);
    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private final ExecutionReportEncoder report = new ExecutionReportEncoder();

    @Override
    public boolean onCommand(DirectBuffer buffer, int offset) {
      pending.add(buffer.getLong(offset + ID, ByteOrder.LITTLE_ENDIAN));
      return true;
    }

    @Override
    public int poll(long nowNanos, ReportSink reports) {
      int work = 0;
      while (!pending.isEmpty()) {
        report.wrapAndApplyHeader(line, 0, header).clientOrderId(pending.remove());
        reports.offer(line, 0);
        work++;
      }
      return work;
    }

    @Override
    public void close() {
      pending.clear();
    }
  }
}
