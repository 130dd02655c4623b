package io.hairspring.gateway.simulated;

import io.hairspring.api.market.Instrument;
import io.hairspring.api.market.MarketEventKind;
import io.hairspring.api.market.Side;
import io.hairspring.api.order.OrderCommandKind;
import io.hairspring.api.order.OrderTerms;
import io.hairspring.api.time.PlatformClock;
import java.util.ArrayList;
import java.util.List;

/** An exchange of two instruments, a time that the test moves, and what was reported. */
final class Market {
  static final long EPOCH = 1_000_000_000_000L;
  static final long LATENCY = 100;
  static final SimulatedOptions OPTIONS = new SimulatedOptions(LATENCY, 8, 100, 20, 8, 32);
  static final PlatformClock CLOCK =
      new PlatformClock() {
        @Override
        public long nanoTime() {
          throw new AssertionError("time comes with events, commands and polls");
        }

        @Override
        public long epochNanos(long nanoTime) {
          return EPOCH + nanoTime;
        }
      };
  static final List<Instrument> INSTRUMENTS =
      List.of(new Instrument(0, "AAA", 1), new Instrument(1, "BBB", 25));

  final SimulatedExchange exchange;
  final List<Report> reports = new ArrayList<>();
  long now = 1_000;
  private final Lines lines;

  Market() {
    this(OPTIONS);
  }

  Market(SimulatedOptions options) {
    exchange = new SimulatedExchange(options, INSTRUMENTS, CLOCK);
    lines = new Lines(exchange);
  }

  /** An event of instrument 0, now. */
  Market event(MarketEventKind kind, Side side, long orderId, long price, int quantity) {
    return event(kind, side, orderId, price, quantity, 0);
  }

  Market event(MarketEventKind kind, Side side, long orderId, long price, int quantity, int flags) {
    lines.event(now, 0, kind, side, orderId, price, quantity, flags);
    return this;
  }

  Market foreignEvent(int instrument) {
    lines.event(now, instrument, MarketEventKind.ADD, Side.BID, 1, 100, 1, 0);
    return this;
  }

  /** A new order in instrument 0, decided now. */
  boolean send(long id, Side side, long price, int quantity, OrderTerms terms) {
    return lines.command(now, OrderCommandKind.NEW, id, 0, side, price, quantity, terms);
  }

  boolean cancel(long id) {
    return lines.command(now, OrderCommandKind.CANCEL, id, 0, Side.NONE, 0, 0, OrderTerms.LIMIT);
  }

  boolean replace(long id, long price, int quantity) {
    return lines.command(
        now, OrderCommandKind.REPLACE, id, 0, Side.NONE, price, quantity, OrderTerms.LIMIT);
  }

  boolean raw(int kind, long id, int instrument, Side side, long price, int quantity, int terms) {
    return lines.command(now, kind, id, instrument, side, price, quantity, terms);
  }

  /** Lets so much time pass that all commands have taken effect and are reported. */
  List<String> settle() {
    now += 10 * LATENCY;
    poll();
    return taken();
  }

  int poll() {
    return exchange.poll(
        now,
        (buffer, offset) -> {
          reports.add(Report.of(buffer, offset));
          return true;
        });
  }

  /** The reports since the last call, in short. */
  List<String> taken() {
    final List<String> taken = reports.stream().map(Report::toString).toList();
    reports.clear();
    return taken;
  }
}
