package io.hairspring.gateway.simulated;

import io.hairspring.api.market.Instrument;
import io.hairspring.api.market.MarketEventKind;
import io.hairspring.api.market.Side;
import io.hairspring.api.order.OrderGateway;
import io.hairspring.api.order.ReportSink;
import io.hairspring.api.task.Snapshotable;
import io.hairspring.api.time.PlatformClock;
import io.hairspring.book.BookSet;
import io.hairspring.schema.MarketEventDecoder;
import io.hairspring.schema.MessageHeaderEncoder;
import io.hairspring.schema.OrderCommandDecoder;
import java.lang.System.Logger.Level;
import java.util.List;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;

/**
 * An exchange that matches our orders against the replayed market.
 *
 * <p><b>Time.</b> A command takes effect at its {@code decisionNanos} plus the latency: after every
 * market event received until then, before the next one, in the order of arrival. It waits until a
 * later event arrives or {@link #poll} is called with a later time, strictly later, so that events
 * of the very same time come first. Its reports are handed over when the latency has passed once
 * more; {@code exchangeNanos} is the time of effect, {@code receiveNanos} that of the hand-over.
 * The same calls give the same reports, byte for byte.
 *
 * <p><b>Reports.</b> An accepted order is acknowledged whatever its terms; then comes a fill for
 * each level it takes; then, when it may not rest, what is left is cancelled. A rejection's leaves
 * quantity is what still stands of an order that the refused command was meant for. A replacement
 * keeps what was executed as part of its total quantity; a total that is executed already cancels.
 *
 * <p><b>What is modelled.</b> An order takes what is displayed, level by level, within its limit.
 * What is left rests behind the quantity displayed at its price. A trade at that price first
 * consumes the queue ahead and then fills the order; a trade through it, or an order entering
 * across it, fills it for its own quantity at the order's price, for the queue ahead must be gone.
 * The quantity of one event fills our orders once, best price first and older first. The queue
 * ahead is never longer than what is displayed, so that cancels shorten it as late as possible. A
 * replacement goes to the end of the queue. A trade counts once, by its aggressor ({@code
 * FLAG_RESTING} events are passed over); one without a side, as of an auction, fills nothing, and
 * neither does an {@code EXECUTE} that no {@code TRADE} goes with. Snapshots and clears build the
 * book and match nothing; what they leave displayed at a price bounds the queue there from the next
 * event on that meets our orders.
 *
 * <p><b>What is not.</b> Our orders do not alter the replayed market: what one took is still
 * displayed and can be taken again, and nobody reacts. Our orders do not trade with each other.
 * Hidden quantity, auctions, trading halts, fees and random latency do not exist.
 *
 * <p><b>Bounds.</b> All is allocated by the constructor. With the command queue full, {@link
 * #onCommand} refuses. With too little room for its reports, a command waits, and those behind it.
 * A resting order that cannot be reported is not filled, and that is counted. What was counted is
 * told in one line when the exchange is closed.
 *
 * <p>All methods are called by one thread, the gateway's agent.
 */
final class SimulatedExchange implements OrderGateway, Snapshotable {
  private static final System.Logger LOG = System.getLogger(SimulatedExchange.class.getName());
  private static final int HEADER = MessageHeaderEncoder.ENCODED_LENGTH;

  private final long latencyNanos;
  private final BookSet books;
  private final LineQueue commands;
  private final ReportQueue reports;
  private final OpenOrders orders;
  private final OrderDesk desk;
  private final RestingMatcher matcher;
  private final OrderCommandDecoder command = new OrderCommandDecoder();
  private final MarketEventDecoder event = new MarketEventDecoder();
  private long lastDueNanos = Long.MIN_VALUE;
  private long unknownInstrumentEvents;

  SimulatedExchange(SimulatedOptions options, List<Instrument> instruments, PlatformClock clock) {
    latencyNanos = options.latencyNanos();
    books = new BookSet(instruments.size(), options.bookOrders(), options.bookLevels());
    commands = new LineQueue(options.maxCommands());
    reports = new ReportQueue(options.maxReports(), latencyNanos, clock);
    orders = new OpenOrders(options.maxOpenOrders(), instruments.size());
    desk =
        new OrderDesk(
            books, instruments.stream().mapToLong(Instrument::tickSize).toArray(), orders, reports);
    matcher = new RestingMatcher(orders, reports);
  }

  @Override
  public boolean onCommand(DirectBuffer buffer, int offset) {
    if (commands.room() == 0) {
      return false;
    }
    wrap(buffer, offset);
    // Of two commands the later to arrive is never the earlier to take effect.
    lastDueNanos = Math.max(lastDueNanos, command.decisionNanos() + latencyNanos);
    commands.buffer().putBytes(commands.append(lastDueNanos), buffer, offset, LineQueue.LINE);
    return true;
  }

  @Override
  public boolean wantsMarketEvents() {
    return true;
  }

  @Override
  public void onMarketEvent(DirectBuffer buffer, int offset) {
    event.wrap(
        buffer,
        offset + HEADER,
        MarketEventDecoder.BLOCK_LENGTH,
        MarketEventDecoder.SCHEMA_VERSION);
    executeBefore(event.receiveNanos());
    reports.advanceTo(event.receiveNanos());
    if (!books.contains(event.instrument())) {
      unknownInstrumentEvents++;
      return;
    }
    matcher.apply(
        books.book(event.instrument()),
        MarketEventKind.of(event.kind()),
        Side.of(event.side()),
        event.orderId(),
        event.price(),
        event.quantity(),
        event.flags());
  }

  @Override
  public int poll(long nowNanos, ReportSink sink) {
    return poll(nowNanos, nowNanos, sink);
  }

  @Override
  public int poll(long nowNanos, long marketNanos, ReportSink sink) {
    return executeBefore(marketNanos) + reports.handOver(nowNanos, sink);
  }

  @Override
  public boolean idle() {
    return commands.isEmpty() && reports.isEmpty();
  }

  @Override
  public int snapshotVersion() {
    return 1;
  }

  /** The replayed books, our orders, and what is on its way. Grows the buffer; not for a lane. */
  @Override
  public int write(MutableDirectBuffer buffer, int offset) {
    buffer.putLong(offset, lastDueNanos);
    buffer.putLong(offset + Long.BYTES, desk.lastExchangeOrderId());
    int at = commands.write(buffer, offset + 2 * Long.BYTES);
    at = reports.write(buffer, at);
    at = orders.write(buffer, at);
    return ReplayedBooks.write(books, buffer, at) - offset;
  }

  @Override
  public void read(int version, DirectBuffer buffer, int offset, int length) {
    lastDueNanos = buffer.getLong(offset);
    desk.lastExchangeOrderId(buffer.getLong(offset + Long.BYTES));
    int at = commands.read(buffer, offset + 2 * Long.BYTES);
    at = reports.read(buffer, at);
    at = orders.read(buffer, at);
    ReplayedBooks.read(books, buffer, at);
  }

  @Override
  public void close() {
    // Nothing is held outside of the heap; what was on its way is gone, as with a lost session.
    final long withoutRoom = eventsWithoutRoom();
    if (missedFills() + unknownInstrumentEvents + withoutRoom > 0) {
      LOG.log(
          Level.WARNING,
          "the simulated exchange was not exact: {0} fills did not take place because no report"
              + " could be kept, {1} events were of instruments that came after it was opened, {2}"
              + " found no room in its books",
          missedFills(),
          unknownInstrumentEvents,
          withoutRoom);
    }
  }

  private long eventsWithoutRoom() {
    long events = 0;
    for (int i = 0; i < books.size(); i++) {
      events += books.book(i).capacityRejects();
    }
    return events;
  }

  /** Our orders that rest. */
  int openOrders() {
    return orders.size();
  }

  /** Executions that did not take place because no report could be kept. */
  long missedFills() {
    return matcher.missedFills();
  }

  /** Market events of instruments that were registered after the gateway was opened. */
  long unknownInstrumentEvents() {
    return unknownInstrumentEvents;
  }

  private int executeBefore(long nanos) {
    int count = 0;
    while (!commands.isEmpty() && commands.firstDue() < nanos) {
      reports.advanceTo(commands.firstDue());
      wrap(commands.buffer(), commands.firstOffset());
      if (!desk.execute(command)) {
        break;
      }
      commands.removeFirst();
      count++;
    }
    return count;
  }

  private void wrap(DirectBuffer buffer, int offset) {
    command.wrap(
        buffer,
        offset + HEADER,
        OrderCommandDecoder.BLOCK_LENGTH,
        OrderCommandDecoder.SCHEMA_VERSION);
  }
}
