package io.hairspring.feed.dbn;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;

/** Writes small DBN streams, version 1. */
final class DbnBytes {
  static final int RECORD = 56;
  static final int INSTRUMENT_ID = 17_077;

  private static final int SYMBOL = 22;
  private static final int BY_ID = 0;
  private static final int BY_RAW_SYMBOL = 1;

  private long receiveNanos = 2_000_000;
  private int publisher = 1;
  private final ByteBuffer bytes = ByteBuffer.allocate(1 << 16).order(ByteOrder.LITTLE_ENDIAN);

  private DbnBytes() {}

  /** A header that maps symbols asked for as raw symbols to ids: "SYM=17077". */
  static DbnBytes mapping(String... mappings) {
    return header(BY_RAW_SYMBOL, BY_ID, mappings);
  }

  static DbnBytes header(int from, int to, String... mappings) {
    final DbnBytes stream = new DbnBytes();
    final ByteBuffer b = stream.bytes;
    b.put(new byte[] {'D', 'B', 'N', 1}).putInt(0);
    stream.text("GLBX.MDP3", 16);
    b.putShort((short) 0);
    b.putLong(0).putLong(0).putLong(0).putLong(-1);
    b.put((byte) from).put((byte) to).put((byte) 0).put(new byte[47]);
    b.putInt(3).put(new byte[3]);
    b.putInt(1);
    stream.text("ASKED", SYMBOL);
    b.putInt(0).putInt(0);
    b.putInt(mappings.length);
    for (final String mapping : mappings) {
      final String[] sides = mapping.split("=", 2);
      stream.text(sides[0], SYMBOL);
      final String[] ranges = sides[1].split("/", -1);
      b.putInt(ranges.length);
      for (final String range : ranges) {
        // "17077@20231225-20231226" says the days, "17077" leaves them to this.
        final String[] idAndDays = range.split("@", 2);
        final String[] days =
            (idAndDays.length == 1 ? "20231225-20231226" : idAndDays[1]).split("-", 2);
        b.putInt(Integer.parseInt(days[0])).putInt(Integer.parseInt(days[1]));
        stream.text(idAndDays[0], SYMBOL);
      }
    }
    b.putInt(4, b.position() - 8);
    return stream;
  }

  /** The records that follow were received on this day. */
  DbnBytes receivedOn(String day) {
    receiveNanos = TimeUnit.DAYS.toNanos(LocalDate.parse(day).toEpochDay()) + 1;
    return this;
  }

  /** The records that follow are of this publisher. */
  DbnBytes publishedBy(int number) {
    publisher = number;
    return this;
  }

  DbnBytes add(long orderId, long price, int size) {
    return mbo('A', 'B', orderId, price, size, 0x80);
  }

  DbnBytes mbo(char action, char side, long orderId, long price, int size, int flags) {
    return mbo(INSTRUMENT_ID, action, side, orderId, price, size, flags);
  }

  DbnBytes mbo(
      int instrumentId, char action, char side, long orderId, long price, int size, int flags) {
    bytes
        .put((byte) (RECORD / 4))
        .put((byte) 0xa0)
        .putShort((short) publisher)
        .putInt(instrumentId);
    bytes.putLong(1_000_000 + orderId).putLong(orderId).putLong(price).putInt(size);
    bytes.put((byte) flags).put((byte) 0).put((byte) action).put((byte) side);
    bytes.putLong(receiveNanos).putInt(5).putInt(7);
    return this;
  }

  /** A record of another type. */
  DbnBytes other(int words) {
    bytes.put((byte) words).put((byte) 0x17).put(new byte[words * 4 - 2]);
    return this;
  }

  int length() {
    return bytes.position();
  }

  byte[] toArray() {
    return Arrays.copyOf(bytes.array(), bytes.position());
  }

  private void text(String text, int width) {
    bytes.put(Arrays.copyOf(text.getBytes(StandardCharsets.US_ASCII), width));
  }
}
