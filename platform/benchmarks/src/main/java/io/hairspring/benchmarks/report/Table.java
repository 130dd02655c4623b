package io.hairspring.benchmarks.report;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The table a person reads: named rows, and latencies by percentile. One thread. */
public final class Table {
  private static final List<String> MACHINE =
      List.of("cpu", "cores", "isolated_cores", "jdk", "jvm_flags");

  private static final int NAME_WIDTH = 24;

  private final StringBuilder out = new StringBuilder();

  /** Adds a row. */
  public Table row(String name, String value) {
    out.append(String.format(Locale.ROOT, "%-16s%s%n", name, value));
    return this;
  }

  /** Adds an empty line. */
  public Table gap() {
    out.append(String.format("%n"));
    return this;
  }

  /** Adds a block of latencies: for each series all values, and the typical block. */
  public Table latencies(List<LatencySeries> series) {
    final int width =
        series.stream().mapToInt(s -> s.name().length() + 2).reduce(NAME_WIDTH, Math::max);
    out.append(padded("nanoseconds", width));
    for (final Percentile percentile : Percentile.values()) {
      out.append(String.format(Locale.ROOT, " %11s", percentile.label()));
    }
    gap();
    series.forEach(one -> latencies(one, width));
    return this;
  }

  /** Adds the machine, the JVM and its flags. */
  public Table environment() {
    final Map<String, String> environment = Environment.describe();
    MACHINE.forEach(key -> row(key, environment.get("environment." + key)));
    return this;
  }

  /** A whole number as tables show it. */
  public static String number(long value) {
    return String.format(Locale.ROOT, "%,d", value);
  }

  @Override
  public String toString() {
    return out.toString();
  }

  private static String padded(String text, int width) {
    return text + " ".repeat(Math.max(0, width - text.length()));
  }

  private void latencies(LatencySeries series, int width) {
    out.append(padded(series.name(), width));
    for (final Percentile percentile : Percentile.values()) {
      out.append(String.format(Locale.ROOT, " %,11d", series.merged(percentile)));
    }
    out.append(String.format("%n")).append(padded("  typical block", width));
    for (final Percentile percentile : Percentile.values()) {
      out.append(String.format(Locale.ROOT, " %,11d", series.typical(percentile)));
    }
    out.append(String.format(Locale.ROOT, "  (%d blocks)%n", series.blocks()));
  }
}
