package io.hairspring.feed.synthetic;

import io.hairspring.api.market.MarketEventKind;
import io.hairspring.api.market.Side;

/**
 * What happens to one instrument: turns a mood and random numbers into an update that its book can
 * follow. Every order it names is live and has the quantity that is taken from it; bids stay below
 * offers. Prices stay between 0.4 and 1.6 of the first. One thread.
 */
final class OrderFlow {
  /** Smallest price step, in units of 1e-9: 0.25. */
  static final long TICK = 250_000_000L;

  /** Entering and cancelling balance at this number of orders. */
  private static final int USUAL_SIZE = 160;

  /** A storm leaves at least this many orders. */
  private static final int STORM_REST = 32;

  private static final int PARTIAL_CANCEL = 256;

  private final Xoshiro256 random;
  private final LiveOrders orders;
  private final int lowest;
  private final int highest;

  OrderFlow(Xoshiro256 random, int firstTick) {
    this.random = random;
    orders = new LiveOrders(firstTick);
    lowest = firstTick * 2 / 5;
    highest = firstTick * 8 / 5;
  }

  /**
   * Appends the events of one update, at least one.
   *
   * @param orderId id for the order that may enter
   * @return whether the id was used
   */
  boolean act(Mood mood, Update update, long orderId) {
    int choice = random.below(1024);
    if ((choice -= mood.move()) < 0) {
      move(mood, update);
    } else if ((choice -= mood.storm()) < 0) {
      storm(update);
    } else if ((choice -= mood.trade()) < 0) {
      trade(mood, update);
    } else if ((choice -= mood.modify()) < 0) {
      modify(mood, update);
    } else if (random.below(2 * USUAL_SIZE) < orders.size()) {
      cancel(update);
    }
    if (!update.isEmpty()) {
      return false;
    }
    if (orders.full()) {
      cancel(update);
      return false;
    }
    add(mood, update, orderId);
    return true;
  }

  private void add(Mood mood, Update update, long orderId) {
    final boolean bid = random.chance(512);
    final int slot = orders.add(orderId, restingTick(mood, bid), lots());
    append(update, MarketEventKind.ADD, slot, orders.quantity(slot));
  }

  private void cancel(Update update) {
    final int slot = orders.pick(random);
    final int quantity = orders.quantity(slot);
    final boolean partial = quantity > 1 && random.chance(PARTIAL_CANCEL);
    cancel(update, slot, partial ? 1 + random.below(quantity - 1) : quantity);
  }

  private void cancel(Update update, int slot, int quantity) {
    append(update, MarketEventKind.CANCEL, slot, quantity);
    orders.reduce(slot, quantity);
  }

  private void modify(Mood mood, Update update) {
    if (orders.size() == 0) {
      return;
    }
    final int slot = orders.pick(random);
    orders.replace(slot, restingTick(mood, orders.isBid(slot)), lots());
    append(update, MarketEventKind.MODIFY, slot, orders.quantity(slot));
  }

  private void storm(Update update) {
    int cancels = 8 + random.below(32);
    while (cancels-- > 0 && orders.size() > STORM_REST) {
      final int slot = orders.pick(random);
      cancel(update, slot, orders.quantity(slot));
    }
  }

  /** An aggressor takes from the best level of the other side, oldest first. */
  private void trade(Mood mood, Update update) {
    final boolean bid = random.chance(mood.down());
    final int best = orders.best(bid);
    if (best == LiveOrders.NONE) {
      return;
    }
    int wanted = lots();
    int available = 0;
    for (int s = best; s != LiveOrders.NONE && available < wanted; s = orders.next(s)) {
      available += orders.quantity(s);
    }
    wanted = Math.min(wanted, available);
    execute(update, best, wanted);
  }

  /** Reports a trade and takes its quantity from a level, from its oldest order on. */
  private void execute(Update update, int head, int quantity) {
    final Side aggressor = side(head).opposite();
    update.append(MarketEventKind.TRADE, aggressor, 0, orders.tick(head) * TICK, quantity);
    int slot = head;
    int left = quantity;
    while (left > 0) {
      final int after = orders.next(slot);
      final int taken = Math.min(left, orders.quantity(slot));
      append(update, MarketEventKind.EXECUTE, slot, taken);
      orders.reduce(slot, taken);
      left -= taken;
      slot = after;
    }
  }

  /** The market goes to another price: what stands in its way is traded through or pulled. */
  private void move(Mood mood, Update update) {
    final int from = orders.market();
    final int ticks = 1 + random.below(mood.jumpTicks());
    final boolean wishDown = random.chance(mood.down());
    final boolean down = wishDown ? from - ticks >= lowest : from + ticks > highest;
    final boolean pulled = random.chance(512);
    for (int i = 0; i < ticks; i++) {
      final int swept = down ? from - i : from + 1 + i;
      if (pulled) {
        cancelLevel(update, swept);
      } else {
        sweepLevel(update, swept);
      }
      // The ring follows the market: its far end falls off on the other side.
      cancelLevel(
          update, down ? from - i + LiveOrders.SIDE_LEVELS : from + 1 + i - LiveOrders.SIDE_LEVELS);
    }
    orders.market(down ? from - ticks : from + ticks);
  }

  private void sweepLevel(Update update, int tick) {
    final int head = orders.head(tick);
    if (head == LiveOrders.NONE) {
      return;
    }
    int quantity = 0;
    for (int slot = head; slot != LiveOrders.NONE; slot = orders.next(slot)) {
      quantity += orders.quantity(slot);
    }
    execute(update, head, quantity);
  }

  private void cancelLevel(Update update, int tick) {
    for (int slot = orders.head(tick); slot != LiveOrders.NONE; slot = orders.head(tick)) {
      cancel(update, slot, orders.quantity(slot));
    }
  }

  private void append(Update update, MarketEventKind kind, int slot, int quantity) {
    update.append(kind, side(slot), orders.id(slot), orders.tick(slot) * TICK, quantity);
  }

  private Side side(int slot) {
    return orders.isBid(slot) ? Side.BID : Side.ASK;
  }

  private int restingTick(Mood mood, boolean bid) {
    final int distance = mood.distances().draw(random);
    return bid ? orders.market() - distance : orders.market() + 1 + distance;
  }

  /** Mostly a few lots, sometimes a block. */
  private int lots() {
    final long bits = random.next();
    final int few = 1 + (int) (bits & 7);
    return (bits >>> 60) == 0 ? few * 10 : few;
  }
}
