package io.hairspring.strategies;

import io.hairspring.api.market.Side;
import io.hairspring.api.task.HotPath;
import java.util.Arrays;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;

/**
 * The one order per instrument and side that {@link QuotingStrategy} keeps, as flat arrays: a slot
 * is instrument times two, plus one for the offer. Lane thread.
 */
@HotPath
final class Quotes {
  /** No order stands. */
  static final byte NONE = 0;

  /** A new order is on its way. */
  static final byte SENT = 1;

  /** The order stands. */
  static final byte LIVE = 2;

  /** The order stands, and a new price is on its way. */
  static final byte REPLACING = 3;

  /** The order stands, and its cancel is on its way. */
  static final byte CANCELLING = 4;

  /** No slot. */
  static final int ABSENT = -1;

  private static final int SLOT = 4 * Long.BYTES;

  private final byte[] states;
  private final long[] orderIds;
  private final long[] prices;
  private final long[] lastCommandEvents;

  Quotes(int instruments) {
    states = new byte[2 * instruments];
    orderIds = new long[2 * instruments];
    prices = new long[2 * instruments];
    lastCommandEvents = new long[2 * instruments];
    Arrays.fill(lastCommandEvents, Long.MIN_VALUE / 2);
  }

  static int slot(int instrument, Side side) {
    return 2 * instrument + (side == Side.ASK ? 1 : 0);
  }

  /** The slot that holds an order, or {@link #ABSENT} when it is not the one that is kept. */
  int slotOf(int instrument, Side side, long orderId) {
    int slot = slot(instrument, side);
    return states[slot] != NONE && orderIds[slot] == orderId ? slot : ABSENT;
  }

  byte state(int slot) {
    return states[slot];
  }

  long orderId(int slot) {
    return orderIds[slot];
  }

  /** Price at which the order stands or, as long as it is only sent, will stand. */
  long price(int slot) {
    return prices[slot];
  }

  /** Number of the instrument's event on which the last command of this slot was tried. */
  long lastCommandEvent(int slot) {
    return lastCommandEvents[slot];
  }

  void tried(int slot, long event) {
    lastCommandEvents[slot] = event;
  }

  void sent(int slot, long orderId, long price) {
    states[slot] = SENT;
    orderIds[slot] = orderId;
    prices[slot] = price;
  }

  void waitFor(int slot, byte state) {
    states[slot] = state;
  }

  /** The order stands at a price the venue has confirmed. */
  void stands(int slot, long price) {
    states[slot] = LIVE;
    prices[slot] = price;
  }

  /** The order stands as it did. */
  void stands(int slot) {
    states[slot] = LIVE;
  }

  /** Writes what it knows; returns where it ends. */
  int write(MutableDirectBuffer buffer, int offset) {
    int at = offset;
    for (int slot = 0; slot < states.length; slot++) {
      buffer.putLong(at, states[slot]);
      buffer.putLong(at + Long.BYTES, orderIds[slot]);
      buffer.putLong(at + 2 * Long.BYTES, prices[slot]);
      buffer.putLong(at + 3 * Long.BYTES, lastCommandEvents[slot]);
      at += SLOT;
    }
    return at;
  }

  /** Reads what another wrote, of as many instruments; returns where it ends. */
  int read(DirectBuffer buffer, int offset) {
    int at = offset;
    for (int slot = 0; slot < states.length; slot++) {
      states[slot] = (byte) buffer.getLong(at);
      orderIds[slot] = buffer.getLong(at + Long.BYTES);
      prices[slot] = buffer.getLong(at + 2 * Long.BYTES);
      lastCommandEvents[slot] = buffer.getLong(at + 3 * Long.BYTES);
      at += SLOT;
    }
    return at;
  }

  void gone(int slot) {
    states[slot] = NONE;
    orderIds[slot] = 0;
  }
}
