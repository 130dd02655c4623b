package io.hairspring.benchmarks.affinity;

import io.hairspring.benchmarks.report.Report;
import java.util.Locale;
import java.util.Map;
import java.util.StringJoiner;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/**
 * What the competing threads got done beside measured blocks: a lane is cheap to protect from a
 * load that hardly runs. One thread at a time.
 */
final class LoadTurns {
  private final Map<String, Long> turns = new TreeMap<>();
  private long nanos;

  /**
   * Adds a block.
   *
   * @param before turns of each kind of work when it began
   * @param after the same when it ended
   * @param took how long it took, in nanoseconds
   */
  void add(Map<String, Long> before, Map<String, Long> after, long took) {
    after.forEach(
        (kind, count) -> turns.merge(kind, count - before.getOrDefault(kind, 0L), Long::sum));
    nanos += took;
  }

  void clear() {
    turns.clear();
    nanos = 0;
  }

  /** The turns of a kind in a second; 0 when there were none. */
  double aSecond(String kind) {
    return nanos == 0
        ? 0
        : (double) turns.getOrDefault(kind, 0L) * TimeUnit.SECONDS.toNanos(1) / nanos;
  }

  /** Puts all and those in a second, by kind. */
  void show(String key, Report report) {
    for (final Map.Entry<String, Long> entry : turns.entrySet()) {
      final String kind = key + ".load." + entry.getKey().toLowerCase(Locale.ROOT);
      report.put(kind + ".turns", entry.getValue());
      report.put(kind + ".turns_a_second", aSecond(entry.getKey()));
    }
  }

  /** The same for people. */
  String words() {
    final StringJoiner all = new StringJoiner(", ");
    turns
        .keySet()
        .forEach(kind -> all.add(String.format(Locale.ROOT, "%s %.0f", kind, aSecond(kind))));
    return all.toString();
  }
}
