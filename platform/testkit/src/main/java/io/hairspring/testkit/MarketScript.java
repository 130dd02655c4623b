package io.hairspring.testkit;

import io.hairspring.api.market.FeedProvider;
import io.hairspring.api.market.InstrumentDirectory;
import io.hairspring.api.market.MarketDataFeed;
import io.hairspring.api.market.MarketEvent;
import io.hairspring.api.market.MarketEventKind;
import io.hairspring.api.market.Side;
import io.hairspring.schema.MarketEventEncoder;
import io.hairspring.schema.MessageHeaderEncoder;
import java.util.ArrayList;
import java.util.List;
import org.agrona.MutableDirectBuffer;

/**
 * A market that is written down: events with their times, in order. As a feed it ends after the
 * last one, and can be opened any number of times. Each event is an update of its own unless the
 * next follows {@link #together()}.
 *
 * <p>Times are nanoseconds since the first event, which is due when the feed is opened; they hold
 * at the pace {@code recorded}.
 */
public final class MarketScript implements FeedProvider {
  private record Symbol(String name, long tickSize) {}

  private record Event(
      long nanos,
      int symbol,
      MarketEventKind kind,
      Side side,
      long orderId,
      long price,
      int quantity,
      int flags) {

    Event inUpdate() {
      return new Event(
          nanos, symbol, kind, side, orderId, price, quantity, flags & ~MarketEvent.FLAG_LAST);
    }
  }

  private final List<Symbol> symbols = new ArrayList<>();
  private final List<Event> events = new ArrayList<>();
  private int symbol;
  private long nanos;

  private MarketScript() {}

  /**
   * Begins with an instrument.
   *
   * @param tickSize smallest price step, in units of 1e-9
   */
  public static MarketScript of(String instrument, long tickSize) {
    return new MarketScript().in(instrument, tickSize);
  }

  /** What follows is of this instrument. */
  public MarketScript in(String instrument, long tickSize) {
    final Symbol wanted = new Symbol(instrument, tickSize);
    if (!symbols.contains(wanted)) {
      symbols.add(wanted);
    }
    symbol = symbols.indexOf(wanted);
    return this;
  }

  /**
   * What follows happens then.
   *
   * @param time nanoseconds since the first event
   * @throws IllegalArgumentException when that is before the last event
   */
  public MarketScript at(long time) {
    if (time < nanos) {
      throw new IllegalArgumentException(
          "script: at(" + time + ") comes after " + nanos + ": times do not go back");
    }
    nanos = time;
    return this;
  }

  /** What follows happens so many nanoseconds after the last event. */
  public MarketScript after(long more) {
    return at(Math.addExact(nanos, more));
  }

  /** An order enters the book. */
  public MarketScript add(long orderId, Side side, long price, int quantity) {
    return event(MarketEventKind.ADD, side, orderId, price, quantity);
  }

  /** An order has a new price or quantity. */
  public MarketScript modify(long orderId, Side side, long price, int quantity) {
    return event(MarketEventKind.MODIFY, side, orderId, price, quantity);
  }

  /** An order loses so many lots, and leaves when none is left. */
  public MarketScript cancel(long orderId, Side side, long price, int quantity) {
    return event(MarketEventKind.CANCEL, side, orderId, price, quantity);
  }

  /** A resting order is executed for so many lots. */
  public MarketScript execute(long orderId, Side side, long price, int quantity) {
    return event(MarketEventKind.EXECUTE, side, orderId, price, quantity);
  }

  /** A trade is reported; the book does not change. */
  public MarketScript trade(Side aggressor, long price, int quantity) {
    return event(MarketEventKind.TRADE, aggressor, 0, price, quantity);
  }

  /** The book is emptied. */
  public MarketScript clear() {
    return event(MarketEventKind.CLEAR, Side.NONE, 0, 0, 0);
  }

  /** An event without effect on the book. */
  public MarketScript status() {
    return event(MarketEventKind.STATUS, Side.NONE, 0, 0, 0);
  }

  /** The next event belongs to the same update of the exchange as the last one. */
  public MarketScript together() {
    if (events.isEmpty()) {
      throw new IllegalStateException("script: together() comes after an event");
    }
    events.add(events.remove(events.size() - 1).inUpdate());
    return this;
  }

  private MarketScript event(
      MarketEventKind kind, Side side, long orderId, long price, int quantity) {
    events.add(
        new Event(nanos, symbol, kind, side, orderId, price, quantity, MarketEvent.FLAG_LAST));
    return this;
  }

  @Override
  public MarketDataFeed open(String uri, InstrumentDirectory instruments) {
    final int[] indices =
        symbols.stream()
            .mapToInt(each -> instruments.register(each.name(), each.tickSize()).index())
            .toArray();
    return new Reading(List.copyOf(events), indices);
  }

  private static final class Reading implements MarketDataFeed {
    private final List<Event> events;
    private final int[] indices;
    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private final MarketEventEncoder line = new MarketEventEncoder();
    private int next;

    Reading(List<Event> events, int[] indices) {
      this.events = events;
      this.indices = indices;
    }

    @Override
    public int read(MutableDirectBuffer buffer, int offset) {
      if (next == events.size()) {
        return END;
      }
      final Event event = events.get(next++);
      line.wrapAndApplyHeader(buffer, offset, header)
          .sequence(0)
          .exchangeNanos(event.nanos())
          .receiveNanos(0)
          .orderId(event.orderId())
          .price(event.price())
          .quantity(event.quantity())
          .instrument(indices[event.symbol()])
          .kind((short) event.kind().ordinal())
          .side((short) event.side().ordinal())
          .flags((short) event.flags())
          .source((short) 0)
          .reserved(0);
      return LINE;
    }

    @Override
    public boolean finite() {
      return true;
    }

    @Override
    public long recordsRead() {
      return next;
    }

    @Override
    public void close() {
      // Nothing is held open.
    }
  }
}
