package io.hairspring.telemetry.stat;

import io.hairspring.telemetry.counters.CountersView;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * A counters file as a table: one line a counter, and how fast it grows when there are two looks.
 */
final class StatTable {
  private static final double MILLIS_PER_SECOND = 1e3;
  private static final int STALE_PERIODS = 20;

  private final CountersView now;
  private final CountersView before;

  /**
   * Of one look, or of two.
   *
   * @param before null for one
   */
  StatTable(CountersView now, CountersView before) {
    this.now = now;
    this.before = before;
  }

  @Override
  public String toString() {
    final Map<String, Long> sorted = new TreeMap<>(now.values());
    final int width =
        Math.max(7, sorted.keySet().stream().mapToInt(String::length).max().orElse(0));
    final StringBuilder text = new StringBuilder(head());
    final String rows = "%-" + width + "s  %20s";
    text.append(String.format(Locale.ROOT, rows, "counter", "value"));
    text.append(before == null ? "\n" : String.format(Locale.ROOT, "  %14s%n", "per second"));
    sorted.forEach(
        (key, value) -> {
          text.append(String.format(Locale.ROOT, rows, key, value));
          text.append(before == null ? "" : rate(key, value));
          text.append('\n');
        });
    return text.toString();
  }

  private String head() {
    final Instant updated = Instant.ofEpochMilli(now.updatedMillis());
    final long age = Duration.between(updated, Instant.now()).toMillis();
    final String stale =
        age > (long) STALE_PERIODS * now.periodMillis() ? " (it does not answer)" : "";
    return String.format(
        Locale.ROOT,
        "process %d, updated %.1f s ago%s, feed %s, gateway %s%n",
        now.pid(),
        Math.max(0, age) / MILLIS_PER_SECOND,
        stale,
        text("feed"),
        text("gateway"));
  }

  private String text(String key) {
    final String value = now.texts().getOrDefault(key, "");
    return value.isEmpty() ? "none" : value;
  }

  private String rate(String key, long value) {
    final Long earlier = before.values().get(key);
    final long millis = now.updatedMillis() - before.updatedMillis();
    if (earlier == null || millis <= 0 || value == earlier) {
      return "";
    }
    return String.format(Locale.ROOT, "  %14.1f", (value - earlier) * MILLIS_PER_SECOND / millis);
  }
}
