package io.hairspring.benchmarks.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** One flat JSON object: keys in the order in which they were put, values numbers or text. */
public final class Report {
  private final Map<String, Object> values = new LinkedHashMap<>();
  private final List<LatencySeries> series = new ArrayList<>();
  private final List<Growth> growths = new ArrayList<>();

  /** Puts a whole number. */
  public Report put(String key, long value) {
    values.put(key, value);
    return this;
  }

  /** Puts a ratio. */
  public Report put(String key, double value) {
    values.put(key, value);
    return this;
  }

  /** Puts a text. */
  public Report put(String key, String value) {
    values.put(key, value);
    return this;
  }

  /** Puts every percentile of a series, merged and typical. */
  public Report put(LatencySeries latencies) {
    series.add(latencies);
    return put(latencies.name(), latencies);
  }

  /** Keeps a growth to be drawn; its figures are put one by one. */
  public Report put(Growth growth) {
    growths.add(growth);
    return this;
  }

  /** The growths put, in order. */
  public List<Growth> growths() {
    return List.copyOf(growths);
  }

  /** The series put under their own names, in order. */
  public List<LatencySeries> series() {
    return List.copyOf(series);
  }

  /** Puts every percentile of a series, merged and typical, under another name. */
  public Report put(String name, LatencySeries latencies) {
    for (final Percentile percentile : Percentile.values()) {
      put(name + "." + percentile.label() + "_ns", latencies.merged(percentile));
    }
    for (final Percentile percentile : Percentile.values()) {
      put(name + ".typical." + percentile.label() + "_ns", latencies.typical(percentile));
    }
    return put(name + ".count", latencies.count()).put(name + ".blocks", (long) latencies.blocks());
  }

  /** Puts what describes the machine and the run. */
  public Report putAll(Map<String, String> texts) {
    values.putAll(texts);
    return this;
  }

  /** Writes the object. */
  public void write(Path file) throws IOException {
    Files.writeString(file, json());
  }

  /** The object as text. */
  public String json() {
    return values.entrySet().stream()
        .map(e -> "  " + quoted(e.getKey()) + ": " + shown(e.getValue()))
        .collect(Collectors.joining(",\n", "{\n", "\n}\n"));
  }

  private static String shown(Object value) {
    return value instanceof Number ? value.toString() : quoted(value.toString());
  }

  private static String quoted(String text) {
    final StringBuilder out = new StringBuilder("\"");
    for (int i = 0; i < text.length(); i++) {
      final char c = text.charAt(i);
      if (c == '"' || c == '\\') {
        out.append('\\').append(c);
      } else if (c < ' ') {
        out.append(String.format("\\u%04x", (int) c));
      } else {
        out.append(c);
      }
    }
    return out.append('"').toString();
  }
}
