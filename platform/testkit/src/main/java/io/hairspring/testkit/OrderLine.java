package io.hairspring.testkit;

import io.hairspring.api.market.Price;
import io.hairspring.api.market.Side;
import io.hairspring.api.order.OrderCommandKind;
import io.hairspring.api.order.OrderTerms;
import io.hairspring.schema.MessageHeaderDecoder;
import io.hairspring.schema.OrderCommandDecoder;
import org.agrona.DirectBuffer;

/**
 * An order command, decoded.
 *
 * @param kind what it asks for
 * @param strategy number of the strategy, from 1, in the order in which they were plugged in
 * @param clientOrderId id that the strategy was given
 * @param instrument index of the instrument
 * @param side of a new order; {@link Side#NONE} of any other command
 * @param price limit in units of 1e-9; 0 of a cancel
 * @param quantity lots; 0 of a cancel
 * @param terms of a new order
 * @param causeSequence sequence of the market event in whose cycle it was sent, or of the last
 *     before it
 * @param causeNanos when what triggered that cycle was due, in virtual time
 * @param decisionNanos when that cycle started, in virtual time
 */
public record OrderLine(
    OrderCommandKind kind,
    int strategy,
    long clientOrderId,
    int instrument,
    Side side,
    long price,
    int quantity,
    OrderTerms terms,
    long causeSequence,
    long causeNanos,
    long decisionNanos) {

  static OrderLine of(DirectBuffer line) {
    final OrderCommandDecoder command = new OrderCommandDecoder();
    command.wrapAndApplyHeader(line, 0, new MessageHeaderDecoder());
    return new OrderLine(
        OrderCommandKind.of(command.kind()),
        command.strategy(),
        command.clientOrderId(),
        command.instrument(),
        Side.of(command.side()),
        command.price(),
        command.quantity(),
        OrderTerms.of(command.terms()),
        command.causeSequence(),
        command.causeNanos(),
        command.decisionNanos());
  }

  @Override
  public String toString() {
    return kind
        + " order "
        + Long.toHexString(clientOrderId)
        + " of strategy "
        + strategy
        + ", instrument "
        + instrument
        + ", "
        + side
        + " "
        + quantity
        + " at "
        + Price.format(price)
        + " "
        + terms
        + ", because of event "
        + causeSequence
        + " due at "
        + causeNanos
        + ", decided at "
        + decisionNanos;
  }
}
