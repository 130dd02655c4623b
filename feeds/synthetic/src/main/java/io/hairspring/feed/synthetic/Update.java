package io.hairspring.feed.synthetic;

import io.hairspring.api.market.MarketEvent;
import io.hairspring.api.market.MarketEventKind;
import io.hairspring.api.market.Side;
import io.hairspring.schema.MarketEventEncoder;
import io.hairspring.schema.MessageHeaderEncoder;
import org.agrona.MutableDirectBuffer;

/**
 * The events of one exchange update, generated together and handed out one by one. Large enough for
 * the largest: every order of an instrument executed, with a trade for every level. One thread.
 */
final class Update {
  private static final int CAPACITY = LiveOrders.CAPACITY + 2 * LiveOrders.SIDE_LEVELS;

  private final MarketEventEncoder encoder = new MarketEventEncoder();
  private final MessageHeaderEncoder header = new MessageHeaderEncoder();
  private final byte[] kinds = new byte[CAPACITY];
  private final byte[] sides = new byte[CAPACITY];
  private final long[] orderIds = new long[CAPACITY];
  private final long[] prices = new long[CAPACITY];
  private final int[] quantities = new int[CAPACITY];
  private long exchangeNanos;
  private int instrument;
  private int size;
  private int taken;

  void begin(long exchangeNanos, int instrument) {
    this.exchangeNanos = exchangeNanos;
    this.instrument = instrument;
    size = 0;
    taken = 0;
  }

  @SuppressWarnings("EnumOrdinal") // the ordinal is the code on the wire
  void append(MarketEventKind kind, Side side, long orderId, long price, int quantity) {
    kinds[size] = (byte) kind.ordinal();
    sides[size] = (byte) side.ordinal();
    orderIds[size] = orderId;
    prices[size] = price;
    quantities[size] = quantity;
    size++;
  }

  /** Whether nothing was appended since the update began. */
  boolean isEmpty() {
    return size == 0;
  }

  /** Whether all of it was handed out. */
  boolean isTaken() {
    return taken == size;
  }

  /** Encodes the next event. Sequence and receive time are the kernel's to set. */
  void take(MutableDirectBuffer buffer, int offset) {
    final int at = taken++;
    encoder
        .wrapAndApplyHeader(buffer, offset, header)
        .sequence(0)
        .exchangeNanos(exchangeNanos)
        .receiveNanos(0)
        .orderId(orderIds[at])
        .price(prices[at])
        .quantity(quantities[at])
        .instrument(instrument)
        .kind(kinds[at])
        .side(sides[at])
        .flags((short) (taken == size ? MarketEvent.FLAG_LAST : 0))
        .source((short) 0)
        .reserved(0);
  }
}
