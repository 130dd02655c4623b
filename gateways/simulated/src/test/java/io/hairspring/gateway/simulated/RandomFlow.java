package io.hairspring.gateway.simulated;

import io.hairspring.api.market.MarketEvent;
import io.hairspring.api.market.MarketEventKind;
import io.hairspring.api.market.Side;
import io.hairspring.api.order.OrderCommandKind;
import io.hairspring.api.order.OrderTerms;
import io.hairspring.api.order.ReportSink;
import java.util.Random;
import org.agrona.ExpandableArrayBuffer;

/** A random market and random commands, wrong ones among them, without allocation. */
final class RandomFlow {
  private static final MarketEventKind[] EVENTS = MarketEventKind.values();
  private static final OrderCommandKind[] COMMANDS = OrderCommandKind.values();
  private static final OrderTerms[] TERMS = OrderTerms.values();

  private final Random random;
  private SimulatedExchange exchange;
  private Lines lines;
  private final ReportSink sink;
  private long now = 1;
  private long refused;

  RandomFlow(SimulatedExchange exchange, long seed, ReportSink sink) {
    this.exchange = exchange;
    this.sink = sink;
    lines = new Lines(exchange);
    random = new Random(seed);
  }

  /** Goes on with another exchange, which takes over from the one before. */
  void goOnWith(SimulatedExchange next) {
    final ExpandableArrayBuffer state = new ExpandableArrayBuffer();
    final int length = exchange.write(state, 0);
    next.read(exchange.snapshotVersion(), state, 0, length);
    exchange = next;
    lines = new Lines(next);
  }

  void step() {
    now += random.nextInt(60);
    final int dice = random.nextInt(1_000);
    final MarketEventKind kind = dice < 600 ? MarketEventKind.ADD : EVENTS[1 + random.nextInt(4)];
    final Side side = random.nextBoolean() ? Side.BID : Side.ASK;
    final int away = random.nextInt(12) - 1;
    lines.event(
        now,
        random.nextInt(3),
        dice == 0 ? MarketEventKind.CLEAR : kind,
        side,
        random.nextInt(200),
        side == Side.BID ? 100 - away : 101 + away,
        1 + random.nextInt(9),
        dice % 50 == 1 ? MarketEvent.FLAG_SNAPSHOT : 0);
    if (random.nextInt(3) == 0) {
      final boolean taken =
          lines.command(
              now,
              COMMANDS[random.nextInt(COMMANDS.length)],
              random.nextInt(20),
              0,
              random.nextBoolean() ? Side.BID : Side.ASK,
              92 + random.nextInt(16),
              random.nextInt(30),
              TERMS[random.nextInt(TERMS.length)]);
      refused += taken ? 0 : 1;
    }
    exchange.poll(now, sink);
  }

  long refused() {
    return refused;
  }
}
