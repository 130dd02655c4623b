package io.hairspring.logger.audit;

import io.hairspring.logger.lines.Field;
import io.hairspring.logger.lines.LineKind;
import java.time.Instant;
import org.agrona.DirectBuffer;

/** One JSON object a line, with the fields that the kind of line has. */
final class JsonLines implements LineFormat {
  @Override
  public String head() {
    return "";
  }

  @Override
  public void write(
      long number, Instant utc, LineKind kind, DirectBuffer buffer, int offset, StringBuilder out) {
    out.append("{\"line\":").append(number).append(",\"kind\":\"").append(kind.label()).append('"');
    if (utc != null) {
      out.append(",\"utc\":\"").append(utc).append('"');
    }
    for (Field field : kind.fields()) {
      out.append(",\"").append(field.name()).append("\":");
      if (field.isText()) {
        int from = out.length();
        field.write(buffer, offset, out);
        String text = out.substring(from);
        out.setLength(from);
        quote(text, out);
      } else {
        field.write(buffer, offset, out);
      }
    }
    out.append('}');
  }

  /** Writes a text in quotation marks. */
  static void quote(String text, StringBuilder out) {
    out.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\\') {
        out.append('\\').append(c);
      } else if (c < ' ') {
        out.append(String.format("\\u%04x", (int) c));
      } else {
        out.append(c);
      }
    }
    out.append('"');
  }
}
