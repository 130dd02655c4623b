package io.hairspring.logger.lines;

import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.function.IntFunction;
import org.agrona.DirectBuffer;

/**
 * A field of a line: its name, where it is, and how it is written for people and programs.
 * Immutable.
 *
 * @param name as in the columns of an export
 * @param offset from the line's beginning
 * @param form how it is written
 * @param names of its codes, for {@link Form#NAME} and {@link Form#FLAGS}
 */
public record Field(String name, int offset, Form form, IntFunction<String> names) {
  /** How a field is written. */
  public enum Form {
    /** A whole number of 8 bytes. */
    LONG,
    /** A whole number of 4 bytes. */
    INT,
    /** A whole number of 2 bytes without sign. */
    SHORT,
    /** A whole number of 1 byte without sign. */
    BYTE,
    /** A decimal number, in the line as a multiple of 1e-9. */
    PRICE,
    /** A name, in the line as a code of 1 byte. */
    NAME,
    /** Names with a space between, in the line as bits of 2 bytes. */
    FLAGS,
    /** Text of 48 bytes. */
    TEXT
  }

  private static final int TEXT_LENGTH = 48;
  private static final long UNITS = 1_000_000_000;
  private static final ByteOrder ORDER = ByteOrder.LITTLE_ENDIAN;

  /** The field as a number; for a name its code, for flags their bits. */
  public long number(DirectBuffer buffer, int line) {
    int at = line + offset;
    return switch (form) {
      case LONG, PRICE -> buffer.getLong(at, ORDER);
      case INT -> buffer.getInt(at, ORDER);
      case SHORT, FLAGS -> buffer.getShort(at, ORDER) & 0xFFFF;
      case BYTE, NAME -> buffer.getByte(at) & 0xFF;
      case TEXT -> throw new IllegalStateException(name + " is text, not a number");
    };
  }

  /** Whether it is written as text, not as a number. */
  public boolean isText() {
    return form == Form.NAME || form == Form.FLAGS || form == Form.TEXT;
  }

  /** Writes it. */
  public void write(DirectBuffer buffer, int line, StringBuilder out) {
    switch (form) {
      case PRICE -> price(number(buffer, line), out);
      case NAME -> out.append(names.apply((int) number(buffer, line)));
      case FLAGS -> flags((int) number(buffer, line), out);
      case TEXT -> out.append(text(buffer, line));
      default -> out.append(number(buffer, line));
    }
  }

  private void flags(int bits, StringBuilder out) {
    int before = out.length();
    for (int bit = 0; bit < Short.SIZE; bit++) {
      if ((bits & 1 << bit) != 0) {
        out.append(out.length() == before ? "" : " ").append(names.apply(bit));
      }
    }
  }

  private String text(DirectBuffer buffer, int line) {
    byte[] bytes = new byte[TEXT_LENGTH];
    buffer.getBytes(line + offset, bytes);
    int length = TEXT_LENGTH;
    while (length > 0 && bytes[length - 1] == 0) {
      length--;
    }
    return new String(bytes, 0, length, StandardCharsets.UTF_8);
  }

  private static void price(long value, StringBuilder out) {
    if (value < 0) {
      out.append('-');
    }
    out.append(Math.abs(value / UNITS));
    long rest = Math.abs(value % UNITS);
    if (rest != 0) {
      out.append('.');
      for (long unit = UNITS / 10; rest != 0; unit /= 10) {
        out.append(rest / unit);
        rest %= unit;
      }
    }
  }
}
