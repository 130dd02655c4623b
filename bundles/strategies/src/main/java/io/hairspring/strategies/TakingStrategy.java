package io.hairspring.strategies;

import io.hairspring.api.config.Configuration;
import io.hairspring.api.market.InstrumentDirectory;
import io.hairspring.api.market.MarketEvent;
import io.hairspring.api.market.OrderBook;
import io.hairspring.api.market.Price;
import io.hairspring.api.market.Side;
import io.hairspring.api.order.ExecutionReport;
import io.hairspring.api.order.OrderPort;
import io.hairspring.api.order.OrderTerms;
import io.hairspring.api.strategy.StrategyComponent;
import io.hairspring.api.strategy.TradingStrategy;
import io.hairspring.api.task.HotPath;
import io.hairspring.api.task.Snapshotable;
import java.util.Arrays;
import java.util.Map;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/**
 * Takes from the market: when the lots of the best levels lean to one side by more than a
 * threshold, it sends an immediate-or-cancel order in that direction at the best opposite price.
 * The lean is (bid - ask) / (bid + ask) over the best levels, the order book imbalance of Cont,
 * Kukanov and Stoikov, "The Price Impact of Order Book Events" (2014). One order per instrument at
 * a time, with a pause after each in exchange time, so that a replay decides the same; the position
 * stays within a limit.
 */
@Component(service = TradingStrategy.class)
@StrategyComponent(name = "taking", budgetNanos = 2_000)
public final class TakingStrategy implements TradingStrategy, Snapshotable {

  /**
   * Its settings.
   *
   * @param quantity lots of each order
   * @param levels levels of each side that count
   * @param thresholdPercent lean that triggers an order, in percent
   * @param coolDownMicros exchange time between two orders of an instrument, in microseconds
   * @param maxPosition most lots held, long or short
   */
  record Settings(
      int quantity, int levels, int thresholdPercent, int coolDownMicros, int maxPosition) {

    static Settings from(Configuration configuration) {
      int maxPosition = configuration.number("maxPosition", 10, 1, Integer.MAX_VALUE);
      return new Settings(
          Lots.within(configuration, maxPosition),
          configuration.number("levels", 3, 1, Integer.MAX_VALUE),
          // No book of two sides leans by all of its lots.
          configuration.number("thresholdPercent", 60, 1, 99),
          configuration.number("coolDownMicros", 10_000, 0, Integer.MAX_VALUE),
          maxPosition);
    }
  }

  private static final System.Logger LOG = System.getLogger(TakingStrategy.class.getName());
  private static final long IDLE = 0;

  private final int quantity;
  private final int levels;
  private final int thresholdPercent;
  private final long coolDownNanos;
  private final int maxPosition;

  private long[] positions = {};
  private long[] openOrders = {};
  private long[] quietUntil = {};

  /** With its configuration, from {@code etc/io.hairspring.strategies.TakingStrategy.cfg}. */
  @Activate
  public TakingStrategy(Map<String, Object> properties) {
    this(Configuration.read(TakingStrategy.class.getName(), properties, LOG, Settings::from));
  }

  TakingStrategy(Settings settings) {
    quantity = settings.quantity();
    levels = settings.levels();
    thresholdPercent = settings.thresholdPercent();
    coolDownNanos = 1_000L * settings.coolDownMicros();
    maxPosition = settings.maxPosition();
  }

  @Override
  public void start(InstrumentDirectory instruments) {
    int count = instruments.all().size();
    positions = new long[count];
    openOrders = new long[count];
    quietUntil = new long[count];
    Arrays.fill(quietUntil, Long.MIN_VALUE);
  }

  @Override
  @HotPath
  public void onMarketEvent(MarketEvent event, OrderBook book, OrderPort orders) {
    int instrument = event.instrument();
    if (instrument >= positions.length
        || !Settled.after(event)
        || openOrders[instrument] != IDLE
        || event.exchangeNanos() < quietUntil[instrument]) {
      return;
    }
    long bid = book.bestBid();
    long ask = book.bestAsk();
    if (bid == Price.NONE || ask == Price.NONE || bid >= ask) {
      return;
    }
    long bidLots = lots(book, Side.BID);
    long askLots = lots(book, Side.ASK);
    long lean = (bidLots - askLots) * 100;
    long limit = (bidLots + askLots) * thresholdPercent;
    long position = positions[instrument];
    if (lean > limit && position + quantity <= maxPosition) {
      take(instrument, Side.BID, ask, event.exchangeNanos(), orders);
    } else if (lean < -limit && quantity - position <= maxPosition) {
      take(instrument, Side.ASK, bid, event.exchangeNanos(), orders);
    }
  }

  private long lots(OrderBook book, Side side) {
    long lots = 0;
    int counted = Math.min(levels, book.depth(side));
    for (int level = 0; level < counted; level++) {
      lots += book.quantity(side, level);
    }
    return lots;
  }

  private void take(int instrument, Side side, long price, long exchangeNanos, OrderPort orders) {
    // Also when the command is refused: a full ring is no reason to send faster.
    quietUntil[instrument] = exchangeNanos + coolDownNanos;
    long id = orders.send(instrument, side, price, quantity, OrderTerms.IMMEDIATE_OR_CANCEL);
    openOrders[instrument] = id == OrderPort.REFUSED ? IDLE : id;
  }

  @Override
  @HotPath
  public void onExecutionReport(ExecutionReport report, OrderPort orders) {
    int instrument = report.instrument();
    if (instrument >= positions.length) {
      return;
    }
    switch (report.kind()) {
      case PARTIAL_FILL -> fill(report);
      case FILL -> {
        fill(report);
        finish(report);
      }
      case CANCELLED, REJECTED -> finish(report);
      // It is not over: a fill or the cancel of the rest follows. It never sends a replace.
      case ACKNOWLEDGED, REPLACED -> {}
    }
  }

  private void fill(ExecutionReport report) {
    int sign = report.side() == Side.BID ? 1 : -1;
    positions[report.instrument()] += (long) sign * report.quantity();
  }

  private void finish(ExecutionReport report) {
    if (openOrders[report.instrument()] == report.clientOrderId()) {
      openOrders[report.instrument()] = IDLE;
    }
  }

  @Override
  public int snapshotVersion() {
    return 1;
  }

  @Override
  @HotPath
  public int write(MutableDirectBuffer buffer, int offset) {
    buffer.putLong(offset, positions.length);
    int at = Longs.write(positions, buffer, offset + Long.BYTES);
    at = Longs.write(openOrders, buffer, at);
    return Longs.write(quietUntil, buffer, at) - offset;
  }

  @Override
  @HotPath
  public void read(int version, DirectBuffer buffer, int offset, int length) {
    long written = buffer.getLong(offset);
    if (written != positions.length) {
      throw new OtherInstruments(written, positions.length);
    }
    int at = Longs.read(positions, buffer, offset + Long.BYTES);
    at = Longs.read(openOrders, buffer, at);
    Longs.read(quietUntil, buffer, at);
  }

  /** Lots held, negative when short. For tests, on the thread that calls the strategy. */
  long position(int instrument) {
    return positions[instrument];
  }
}
