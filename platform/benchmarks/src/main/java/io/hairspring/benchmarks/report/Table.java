package io.hairspring.benchmarks.report;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The table a person reads: named rows, and latencies by percentile. One thread. */
public final class Table {
  private static final List<String> MACHINE =
      List.of("cpu", "cores", "isolated_cores", "jdk", "jvm_flags");

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
    out.append(String.format(Locale.ROOT, "%-24s", "nanoseconds"));
    for (final Percentile percentile : Percentile.values()) {
      out.append(String.format(Locale.ROOT, "%12s", percentile.label()));
    }
    gap();
    series.forEach(this::latencies);
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

  private void latencies(LatencySeries series) {
    out.append(String.format(Locale.ROOT, "%-24s", series.name()));
    for (final Percentile percentile : Percentile.values()) {
      out.append(String.format(Locale.ROOT, "%,12d", series.merged(percentile)));
    }
    out.append(String.format(Locale.ROOT, "%n%-24s", "  typical block"));
    for (final Percentile percentile : Percentile.values()) {
      out.append(String.format(Locale.ROOT, "%,12d", series.typical(percentile)));
    }
    out.append(String.format(Locale.ROOT, "  (%d blocks)%n", series.blocks()));
  }
}
