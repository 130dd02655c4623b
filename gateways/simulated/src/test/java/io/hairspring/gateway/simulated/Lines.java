package io.hairspring.gateway.simulated;

import io.hairspring.api.market.MarketEventKind;
import io.hairspring.api.market.Side;
import io.hairspring.api.order.OrderCommandKind;
import io.hairspring.api.order.OrderTerms;
import io.hairspring.schema.MarketEventEncoder;
import io.hairspring.schema.MessageHeaderEncoder;
import io.hairspring.schema.OrderCommandEncoder;
import org.agrona.concurrent.UnsafeBuffer;

/** Encodes events and commands and puts them to an exchange. */
@SuppressWarnings("EnumOrdinal") // the ordinal is the code on the wire
final class Lines {
  private final SimulatedExchange exchange;
  private final UnsafeBuffer buffer = new UnsafeBuffer(new byte[128]);
  private final MessageHeaderEncoder header = new MessageHeaderEncoder();
  private final MarketEventEncoder event = new MarketEventEncoder();
  private final OrderCommandEncoder command = new OrderCommandEncoder();

  Lines(SimulatedExchange exchange) {
    this.exchange = exchange;
  }

  void event(
      long receiveNanos,
      int instrument,
      MarketEventKind kind,
      Side side,
      long orderId,
      long price,
      int quantity,
      int flags) {
    event
        .wrapAndApplyHeader(buffer, 64, header)
        .receiveNanos(receiveNanos)
        .orderId(orderId)
        .price(price)
        .quantity(quantity)
        .instrument(instrument)
        .kind((short) kind.ordinal())
        .side((short) side.ordinal())
        .flags((short) flags);
    exchange.onMarketEvent(buffer, 64);
  }

  boolean command(
      long decisionNanos,
      OrderCommandKind kind,
      long id,
      int instrument,
      Side side,
      long price,
      int quantity,
      OrderTerms terms) {
    return command(
        decisionNanos, kind.ordinal(), id, instrument, side, price, quantity, terms.ordinal());
  }

  boolean command(
      long decisionNanos,
      int kind,
      long id,
      int instrument,
      Side side,
      long price,
      int quantity,
      int terms) {
    command
        .wrapAndApplyHeader(buffer, 64, header)
        .clientOrderId(id)
        .decisionNanos(decisionNanos)
        .price(price)
        .quantity(quantity)
        .instrument(instrument)
        .kind((short) kind)
        .side((short) side.ordinal())
        .terms((short) terms);
    return exchange.onCommand(buffer, 64);
  }
}
