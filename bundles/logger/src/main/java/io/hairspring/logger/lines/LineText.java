package io.hairspring.logger.lines;

import org.agrona.DirectBuffer;

/** A line as text for people. Any thread. */
public final class LineText {
  private LineText() {}

  /** Its fields, {@code name=value}, those that are zero left out. */
  public static String of(DirectBuffer buffer, int offset) {
    LineKind kind = LineKind.of(buffer, offset);
    StringBuilder out = new StringBuilder();
    for (Field field : kind.fields()) {
      if (field.form() == Field.Form.TEXT || field.number(buffer, offset) != 0) {
        out.append(out.length() == 0 ? "" : " ").append(field.name()).append('=');
        field.write(buffer, offset, out);
      }
    }
    return out.toString();
  }
}
