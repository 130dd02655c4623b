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
import io.hairspring.api.order.RejectReason;
import io.hairspring.api.strategy.StrategyComponent;
import io.hairspring.api.strategy.TradingStrategy;
import io.hairspring.api.task.HotPath;
import io.hairspring.api.task.Snapshotable;
import java.util.Map;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/**
 * Makes the market: keeps one post-only bid and one post-only offer per instrument, at or a few
 * price steps behind the best, moves them when the best has moved far enough, and takes a side away
 * that could bring its inventory over a limit. A command goes out only while none is on its way for
 * that order, and no sooner than some events after the last one: venues limit messages per trade,
 * and so does this.
 */
@Component(service = TradingStrategy.class)
@StrategyComponent(name = "quoting", budgetNanos = 2_000)
public final class QuotingStrategy implements TradingStrategy, Snapshotable {

  /**
   * Its settings.
   *
   * @param quantity lots of each quote
   * @param distanceSteps price steps behind the best
   * @param moveSteps price steps by which the wanted price must have left the quote before it is
   *     moved
   * @param maxPosition most lots held, long or short
   * @param eventsBetweenCommands events of the instrument between two commands of one side
   */
  record Settings(
      int quantity, int distanceSteps, int moveSteps, int maxPosition, int eventsBetweenCommands) {

    static Settings from(Configuration configuration) {
      int maxPosition = configuration.number("maxPosition", 10, 1, Integer.MAX_VALUE);
      return new Settings(
          Lots.within(configuration, maxPosition),
          configuration.number("distanceSteps", 0, 0, Integer.MAX_VALUE),
          configuration.number("moveSteps", 1, 1, Integer.MAX_VALUE),
          maxPosition,
          configuration.number("eventsBetweenCommands", 50, 0, Integer.MAX_VALUE));
    }
  }

  private static final System.Logger LOG = System.getLogger(QuotingStrategy.class.getName());

  private final int quantity;
  private final int distanceSteps;
  private final int moveSteps;
  private final int maxPosition;
  private final int eventsBetweenCommands;

  private Quotes quotes = new Quotes(0);
  private PriceStep steps;
  private long[] positions = {};
  private long[] events = {};

  /** With its configuration, from {@code etc/io.hairspring.strategies.QuotingStrategy.cfg}. */
  @Activate
  public QuotingStrategy(Map<String, Object> properties) {
    this(Configuration.read(QuotingStrategy.class.getName(), properties, LOG, Settings::from));
  }

  QuotingStrategy(Settings settings) {
    quantity = settings.quantity();
    distanceSteps = settings.distanceSteps();
    moveSteps = settings.moveSteps();
    maxPosition = settings.maxPosition();
    eventsBetweenCommands = settings.eventsBetweenCommands();
  }

  @Override
  public void start(InstrumentDirectory instruments) {
    int count = instruments.all().size();
    steps = new PriceStep(instruments);
    quotes = new Quotes(count);
    positions = new long[count];
    events = new long[count];
  }

  @Override
  @HotPath
  public void onMarketEvent(MarketEvent event, OrderBook book, OrderPort orders) {
    int instrument = event.instrument();
    if (instrument >= positions.length || !Settled.after(event)) {
      return;
    }
    long number = ++events[instrument];
    long bid = book.bestBid();
    long ask = book.bestAsk();
    if (bid == Price.NONE || ask == Price.NONE || bid >= ask) {
      return;
    }
    long step = steps.observe(book, instrument, bid, ask);
    if (step == 0) {
      return;
    }
    long distance = distanceSteps * step;
    long position = positions[instrument];
    boolean buying = position + quantity <= maxPosition;
    boolean selling = quantity - position <= maxPosition;
    keep(instrument, Side.BID, bid - distance, step, buying, number, orders);
    keep(instrument, Side.ASK, ask + distance, step, selling, number, orders);
  }

  /** Brings the order of one side nearer to what is wanted, by one command at most. */
  private void keep(
      int instrument,
      Side side,
      long price,
      long step,
      boolean wanted,
      long number,
      OrderPort orders) {
    int slot = Quotes.slot(instrument, side);
    byte state = quotes.state(slot);
    if (state == Quotes.LIVE && !wanted) {
      // The limit on inventory does not wait for its turn.
      if (orders.cancel(quotes.orderId(slot), instrument)) {
        quotes.waitFor(slot, Quotes.CANCELLING);
      }
      return;
    }
    if (!wanted || number - quotes.lastCommandEvent(slot) < eventsBetweenCommands) {
      return;
    }
    if (state == Quotes.NONE) {
      quotes.tried(slot, number);
      long orderId = orders.send(instrument, side, price, quantity, OrderTerms.POST_ONLY);
      if (orderId != OrderPort.REFUSED) {
        quotes.sent(slot, orderId, price);
      }
    } else if (state == Quotes.LIVE && Math.abs(price - quotes.price(slot)) >= moveSteps * step) {
      quotes.tried(slot, number);
      if (orders.replace(quotes.orderId(slot), instrument, price, quantity)) {
        quotes.waitFor(slot, Quotes.REPLACING);
      }
    }
  }

  @Override
  @HotPath
  public void onExecutionReport(ExecutionReport report, OrderPort orders) {
    int instrument = report.instrument();
    if (instrument >= positions.length || report.side() == Side.NONE) {
      return;
    }
    switch (report.kind()) {
      case PARTIAL_FILL, FILL -> {
        // Counted whether or not the order is still the one that is kept: the lots are ours.
        int sign = report.side() == Side.BID ? 1 : -1;
        positions[instrument] += (long) sign * report.quantity();
      }
      default -> {}
    }
    int slot = quotes.slotOf(instrument, report.side(), report.clientOrderId());
    if (slot == Quotes.ABSENT) {
      return;
    }
    switch (report.kind()) {
      case ACKNOWLEDGED, PARTIAL_FILL -> {
        if (quotes.state(slot) == Quotes.SENT) {
          quotes.stands(slot);
        }
      }
      case REPLACED -> quotes.stands(slot, report.price());
      case FILL, CANCELLED -> quotes.gone(slot);
      case REJECTED -> rejected(slot, report.reason());
    }
  }

  /** A refused new order never stood; a refused change leaves the order as it was, if it is. */
  private void rejected(int slot, RejectReason reason) {
    if (quotes.state(slot) == Quotes.SENT || reason == RejectReason.UNKNOWN_ORDER) {
      quotes.gone(slot);
    } else {
      quotes.stands(slot);
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
    at = Longs.write(events, buffer, at);
    at = steps.write(buffer, at);
    return quotes.write(buffer, at) - offset;
  }

  @Override
  @HotPath
  public void read(int version, DirectBuffer buffer, int offset, int length) {
    long written = buffer.getLong(offset);
    if (written != positions.length) {
      throw new OtherInstruments(written, positions.length);
    }
    int at = Longs.read(positions, buffer, offset + Long.BYTES);
    at = Longs.read(events, buffer, at);
    at = steps.read(buffer, at);
    quotes.read(buffer, at);
  }

  /** Lots held, negative when short. For tests, on the thread that calls the strategy. */
  long position(int instrument) {
    return positions[instrument];
  }
}
