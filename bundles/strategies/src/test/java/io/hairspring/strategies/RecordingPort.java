package io.hairspring.strategies;

import io.hairspring.api.market.Side;
import io.hairspring.api.order.OrderCommandKind;
import io.hairspring.api.order.OrderPort;
import io.hairspring.api.order.OrderTerms;
import java.util.ArrayList;
import java.util.List;

/** Keeps every command; refuses them all while {@link #full}. */
final class RecordingPort implements OrderPort {

  /** A command as it was given. */
  record Command(
      OrderCommandKind kind, long id, Side side, long price, int quantity, OrderTerms terms) {}

  final List<Command> commands = new ArrayList<>();
  boolean full;
  private long lastId;

  /** The commands since this was last asked. */
  List<Command> taken() {
    List<Command> result = List.copyOf(commands);
    commands.clear();
    return result;
  }

  private static Side side(long id) {
    return id % 2 == 1 ? Side.BID : Side.ASK;
  }

  @Override
  public long send(int instrument, Side side, long price, int quantity, OrderTerms terms) {
    if (full) {
      return REFUSED;
    }
    // Odd ids are bids and even ids offers, so that a replace can be told by its side.
    do {
      lastId++;
    } while (side(lastId) != side);
    commands.add(new Command(OrderCommandKind.NEW, lastId, side, price, quantity, terms));
    return lastId;
  }

  @Override
  public boolean cancel(long clientOrderId, int instrument) {
    if (!full) {
      commands.add(
          new Command(
              OrderCommandKind.CANCEL,
              clientOrderId,
              side(clientOrderId),
              0,
              0,
              OrderTerms.POST_ONLY));
    }
    return !full;
  }

  @Override
  public boolean replace(long clientOrderId, int instrument, long price, int quantity) {
    if (!full) {
      commands.add(
          new Command(
              OrderCommandKind.REPLACE,
              clientOrderId,
              side(clientOrderId),
              price,
              quantity,
              OrderTerms.POST_ONLY));
    }
    return !full;
  }
}
