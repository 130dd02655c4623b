package io.hairspring.launcher;

import io.hairspring.api.market.InstrumentDirectory;
import io.hairspring.api.market.MarketEvent;
import io.hairspring.api.market.OrderBook;
import io.hairspring.api.market.Side;
import io.hairspring.api.order.GatewayProvider;
import io.hairspring.api.order.OrderGateway;
import io.hairspring.api.order.OrderPort;
import io.hairspring.api.order.OrderTerms;
import io.hairspring.api.order.ReportSink;
import io.hairspring.api.strategy.TradingStrategy;
import io.hairspring.api.time.PlatformClock;
import io.hairspring.schema.MessageHeaderDecoder;
import io.hairspring.schema.OrderCommandDecoder;
import java.util.Map;
import org.agrona.DirectBuffer;

/**
 * Three strategies that send an order on the same events: two critical ones of different priority,
 * and a sensitive one. The gateway says in what order they came out.
 */
public final class CompetingTrial extends Trial implements GatewayProvider, OrderGateway {
  private static final int EVERY = 64;
  private static final int URGENT = 101;
  private static final int STEADY = 102;
  private static final int PATIENT = 103;

  private final OrderCommandDecoder command = new OrderCommandDecoder();
  private final MessageHeaderDecoder header = new MessageHeaderDecoder();
  private final long[] last = new long[PATIENT + 1];
  private long rounds;
  private long outOfTurn;
  private long overtaken;

  /** Tells its orders apart by their quantity. */
  private record Rival(int quantity) implements TradingStrategy {
    @Override
    public void onMarketEvent(MarketEvent event, OrderBook book, OrderPort orders) {
      if (event.sequence() % EVERY == 0) {
        orders.send(event.instrument(), Side.BID, 1, quantity, OrderTerms.LIMIT);
      }
    }
  }

  @Override
  protected void plug() {
    register(
        GatewayProvider.class,
        this,
        Map.of("hairspring.gateway.scheme", "rivals", "hairspring.gateway.example", "rivals:"));
    strategy(
        new Rival(PATIENT), Map.of("name", "patient", "latencyClass", "SENSITIVE", "priority", 9));
    strategy(new Rival(STEADY), Map.of("name", "steady", "priority", 1));
    strategy(new Rival(URGENT), Map.of("name", "urgent", "priority", 5));
  }

  @Override
  protected void tell() {
    say("rounds", rounds);
    say("out-of-turn", outOfTurn);
    say("overtaken", overtaken);
  }

  @Override
  public OrderGateway open(String uri, InstrumentDirectory instruments, PlatformClock clock) {
    return this;
  }

  @Override
  public boolean onCommand(DirectBuffer buffer, int offset) {
    command.wrapAndApplyHeader(buffer, offset, header);
    final long cause = command.causeSequence();
    switch (command.quantity()) {
      case URGENT -> last[URGENT] = cause;
      case STEADY -> {
        outOfTurn += last[URGENT] == cause ? 0 : 1;
        last[STEADY] = cause;
      }
      case PATIENT -> {
        rounds++;
        outOfTurn += last[STEADY] >= cause && cause > last[PATIENT] ? 0 : 1;
        overtaken += last[URGENT] > cause ? 1 : 0;
        last[PATIENT] = cause;
      }
      default -> {
        // An order of the strategies that come with the platform.
      }
    }
    return true;
  }

  @Override
  public int poll(long nowNanos, ReportSink reports) {
    return 0;
  }

  @Override
  public void close() {}
}
