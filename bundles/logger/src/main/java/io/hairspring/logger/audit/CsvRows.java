package io.hairspring.logger.audit;

import io.hairspring.logger.lines.Field;
import io.hairspring.logger.lines.LineKind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.agrona.DirectBuffer;

/**
 * Comma separated rows with the same columns for every kind of line: its number, kind and time, and
 * every field that any kind has; what a kind does not have is empty.
 */
final class CsvRows implements LineFormat {
  private static final List<String> COLUMNS = columns();

  private final Map<LineKind, Field[]> byKind = new EnumMap<>(LineKind.class);

  CsvRows() {
    for (LineKind kind : LineKind.values()) {
      byKind.put(
          kind, COLUMNS.stream().map(name -> kind.field(name).orElse(null)).toArray(Field[]::new));
    }
  }

  private static List<String> columns() {
    Set<String> names = new LinkedHashSet<>();
    for (LineKind kind : LineKind.values()) {
      kind.fields().forEach(field -> names.add(field.name()));
    }
    return new ArrayList<>(names);
  }

  @Override
  public String head() {
    return "line,kind,utc," + String.join(",", COLUMNS);
  }

  @Override
  public void write(
      long number, Instant utc, LineKind kind, DirectBuffer buffer, int offset, StringBuilder out) {
    out.append(number).append(',').append(kind.label()).append(',');
    if (utc != null) {
      out.append(utc);
    }
    for (Field field : byKind.get(kind)) {
      out.append(',');
      if (field != null) {
        int from = out.length();
        field.write(buffer, offset, out);
        if (field.isText()) {
          quote(out, from);
        }
      }
    }
  }

  private static void quote(StringBuilder out, int from) {
    if (out.indexOf(",", from) >= 0
        || out.indexOf("\"", from) >= 0
        || out.indexOf("\n", from) >= 0) {
      String quoted = '"' + out.substring(from).replace("\"", "\"\"") + '"';
      out.setLength(from);
      out.append(quoted);
    }
  }
}
