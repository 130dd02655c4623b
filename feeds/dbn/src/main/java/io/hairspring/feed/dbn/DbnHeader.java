package io.hairspring.feed.dbn;

import io.hairspring.api.market.FeedException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * What a DBN stream, version 1, says of itself: after {@code DBN}, the version and the length of
 * the rest come 100 bytes of fixed fields, a schema definition, and lists of 22-byte symbols, the
 * last of which maps the symbols that were asked for to instrument ids by ranges of days. Format:
 * Databento's "Databento Binary Encoding" and its reference decoder, {@code
 * databento/dbn:rust/dbn/src/decode/dbn}.
 *
 * @param mappings what the header maps; empty when it maps nothing
 */
record DbnHeader(List<Mapping> mappings) {
  /**
   * An instrument id stands for a symbol on some days.
   *
   * @param symbol as it was asked for or resolved
   * @param ofOneInstrument whether the symbol is an instrument's own, whatever ids it had; else it
   *     is a rule, such as the nearest future, and stands for several instruments
   * @param from first day, as nanoseconds from the Unix epoch to its beginning in UTC
   * @param to likewise the day after the last
   */
  record Mapping(int id, String symbol, boolean ofOneInstrument, long from, long to) {}

  private static final byte[] MAGIC = {'D', 'B', 'N'};
  private static final int VERSION = 1;
  private static final int PRELUDE = 8;
  private static final int MOST_BYTES = 16 * 1024 * 1024;
  private static final int DATASET = 16;
  private static final int RANGE_LIMIT_AND_COUNT = 4 * Long.BYTES;
  private static final int TS_OUT_AND_RESERVED = 1 + 47;
  private static final int SYMBOL = 22;
  private static final int SCHEMA_MBO = 0;
  private static final int SCHEMA_MIXED = 0xffff;
  private static final int BY_INSTRUMENT_ID = 0;
  private static final int BY_RAW_SYMBOL = 1;
  private static final int BY_PARENT = 4;

  /**
   * Reads the header and leaves the reader at the first record.
   *
   * @throws FeedException when it is not one of DBN 1 with order-by-order records
   */
  static DbnHeader read(StreamReader reader) {
    final int size = reader.require(PRELUDE);
    for (int i = 0; i < Math.min(size, MAGIC.length); i++) {
      if (reader.unsignedByte(i) != MAGIC[i]) {
        throw new FeedException(
            String.format(
                "%s: not DBN: byte %d is 0x%02x, expected 0x%02x ('%c')",
                reader.name(), i, reader.unsignedByte(i), MAGIC[i], (char) MAGIC[i]));
      }
    }
    if (size < PRELUDE) {
      throw truncated(reader, PRELUDE, size);
    }
    final int version = reader.unsignedByte(3);
    if (version != VERSION) {
      throw new FeedException(
          reader.name() + ": DBN version " + version + ", expected version " + VERSION);
    }
    final int length = reader.int32(4);
    if (length < 0 || length > MOST_BYTES) {
      throw new FeedException(
          reader.name()
              + ": the header states a length of "
              + Integer.toUnsignedString(length)
              + " bytes at byte 4, expected at most "
              + MOST_BYTES);
    }
    reader.skip(PRELUDE);
    final byte[] rest = reader.take(length);
    if (rest.length < length) {
      throw truncated(reader, length, rest.length);
    }
    final ByteBuffer fields = ByteBuffer.wrap(rest).order(ByteOrder.LITTLE_ENDIAN);
    try {
      return parse(reader.name(), fields);
    } catch (BufferUnderflowException e) {
      throw new FeedException(
          reader.name()
              + ": the header's fields go beyond the length of "
              + length
              + " bytes it states at byte 4",
          e);
    }
  }

  private static FeedException truncated(StreamReader reader, int expected, int got) {
    return new FeedException(
        reader.name() + ": truncated in the header, expected " + expected + " bytes, got " + got);
  }

  private static DbnHeader parse(String name, ByteBuffer fields) {
    skip(fields, DATASET);
    final int schema = Short.toUnsignedInt(fields.getShort());
    if (schema != SCHEMA_MBO && schema != SCHEMA_MIXED) {
      throw new FeedException(name + ": holds DBN schema " + schema + ", expected 0 (mbo)");
    }
    skip(fields, RANGE_LIMIT_AND_COUNT);
    final int from = Byte.toUnsignedInt(fields.get());
    final int to = Byte.toUnsignedInt(fields.get());
    skip(fields, TS_OUT_AND_RESERVED);
    skip(fields, Integer.toUnsignedLong(fields.getInt()));
    // The symbols asked for, those partly resolved and those not found.
    for (int list = 0; list < 3; list++) {
      skip(fields, Integer.toUnsignedLong(fields.getInt()) * SYMBOL);
    }
    final List<Mapping> found = new ArrayList<>();
    final long mappings = Integer.toUnsignedLong(fields.getInt());
    for (long i = 0; i < mappings; i++) {
      final String asked = symbol(fields);
      final long ranges = Integer.toUnsignedLong(fields.getInt());
      for (long range = 0; range < ranges; range++) {
        final int first = fields.getInt();
        final int after = fields.getInt();
        final String resolved = symbol(fields);
        if (resolved.isEmpty()) {
          continue;
        }
        if (to == BY_INSTRUMENT_ID) {
          // A parent symbol stands for many instruments at once, which must not share one book.
          final boolean own = from == BY_PARENT;
          found.add(
              new Mapping(
                  id(name, resolved),
                  own ? asked + "#" + resolved : asked,
                  own || isRaw(from),
                  day(name, first),
                  day(name, after)));
        } else if (from == BY_INSTRUMENT_ID) {
          found.add(
              new Mapping(
                  id(name, asked), resolved, isRaw(to), day(name, first), day(name, after)));
        }
      }
    }
    return new DbnHeader(found);
  }

  private static boolean isRaw(int symbology) {
    return symbology == BY_RAW_SYMBOL;
  }

  /** A date is written as the number whose decimal digits are year, month and day. */
  private static long day(String name, int date) {
    try {
      return TimeUnit.DAYS.toNanos(
          LocalDate.of(date / 10_000, date / 100 % 100, date % 100).toEpochDay());
    } catch (DateTimeException e) {
      throw new FeedException(
          name
              + ": the header maps symbols from or to day "
              + Integer.toUnsignedString(date)
              + ", expected one such as 20231225",
          e);
    }
  }

  private static int id(String name, String text) {
    try {
      return Integer.parseUnsignedInt(text);
    } catch (NumberFormatException e) {
      throw new FeedException(
          name + ": the header maps instrument id '" + text + "', expected a whole number", e);
    }
  }

  private static String symbol(ByteBuffer fields) {
    final byte[] bytes = new byte[SYMBOL];
    fields.get(bytes);
    int length = 0;
    while (length < SYMBOL && bytes[length] != 0) {
      length++;
    }
    return new String(bytes, 0, length, StandardCharsets.UTF_8);
  }

  private static void skip(ByteBuffer fields, long length) {
    if (length > fields.remaining()) {
      throw new BufferUnderflowException();
    }
    fields.position(fields.position() + (int) length);
  }
}
