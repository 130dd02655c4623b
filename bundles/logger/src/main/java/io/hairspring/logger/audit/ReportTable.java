package io.hairspring.logger.audit;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.HdrHistogram.Histogram;

/**
 * The figures of a report in the order in which they were put, as a table for people, flat JSON or
 * CSV; and what only people read beside them. One thread.
 */
final class ReportTable {
  private static final String[] LABELS = {"p50", "p90", "p99", "p99_9", "p99_99", "max"};
  private static final double[] PERCENTILES = {50, 90, 99, 99.9, 99.99, 100};

  private final Map<String, Object> values = new LinkedHashMap<>();
  private final List<String> text = new ArrayList<>();

  /** A number or a text, with a row. */
  ReportTable put(String key, Object value) {
    values.put(key, value);
    text.add(String.format(Locale.ROOT, "%-28s%s", key, shown(value)));
    return this;
  }

  /** A line for people. */
  ReportTable line(String line) {
    text.add(line);
    return this;
  }

  /** The heads of the columns of {@link #times}. */
  ReportTable timesHead(String title) {
    StringBuilder head = new StringBuilder(String.format(Locale.ROOT, "%n%-32s", title));
    for (String label : LABELS) {
      head.append(String.format(Locale.ROOT, "%12s", label));
    }
    return line(head.append(String.format(Locale.ROOT, "%12s", "count")).toString());
  }

  /** A row of percentiles, in nanoseconds. */
  ReportTable times(String key, Histogram times) {
    StringBuilder row = new StringBuilder(String.format(Locale.ROOT, "%-32s", key));
    for (int i = 0; i < LABELS.length; i++) {
      long value = PERCENTILES[i] == 100 ? times.getMaxValue() : percentile(times, PERCENTILES[i]);
      values.put(key + "." + LABELS[i] + "_ns", value);
      row.append(String.format(Locale.ROOT, "%,12d", value));
    }
    values.put(key + ".count", times.getTotalCount());
    return line(row.append(String.format(Locale.ROOT, "%,12d", times.getTotalCount())).toString());
  }

  /** The table. */
  String text() {
    return String.join("\n", text);
  }

  /** One flat object. */
  String json() {
    StringBuilder out = new StringBuilder("{\n");
    values.forEach(
        (key, value) -> {
          out.append(out.length() > 2 ? ",\n  " : "  ");
          JsonLines.quote(key, out);
          out.append(": ");
          if (value instanceof Number) {
            out.append(value);
          } else {
            JsonLines.quote(String.valueOf(value), out);
          }
        });
    return out.append("\n}").toString();
  }

  /** Two columns. */
  String csv() {
    return values.entrySet().stream()
        .map(e -> e.getKey() + ",\"" + String.valueOf(e.getValue()).replace("\"", "\"\"") + '"')
        .collect(Collectors.joining("\n", "key,value\n", ""));
  }

  private static long percentile(Histogram times, double percentile) {
    return times.getTotalCount() == 0 ? 0 : times.getValueAtPercentile(percentile);
  }

  private static String shown(Object value) {
    if (value instanceof Long whole) {
      return String.format(Locale.ROOT, "%,d", whole);
    }
    return value instanceof Double ratio
        ? String.format(Locale.ROOT, "%.3f", ratio)
        : String.valueOf(value);
  }
}
