package io.hairspring.benchmarks.compare;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The keys of a report that are judged: what is ours, and not a tail, which on a shared machine is
 * the host's. Of latencies it is the typical median.
 */
final class Metrics {
  private static final Pattern ENTRY =
      Pattern.compile("^\\s*\"([^\"]+)\": (.*?),?$", Pattern.MULTILINE);

  /** The machine's, the peers', and straight code that no lane runs. */
  private static final Pattern NOT_OURS =
      Pattern.compile(
          "noise\\..*|environment\\..*|peers\\.(?!hairspring\\.).*|.*\\.(bare|fused|mean|max)[._].*");

  /**
   * Neither percentiles of all, nor a difference of two figures that are judged themselves, nor
   * what is told of such a difference.
   */
  private static final Pattern TIME =
      Pattern.compile(
          ".*\\.typical\\.p50_ns"
              + "|(?!.*\\.(p10|p50|p90|p99|p99_9|p99_99|max|per_event)_ns$)"
              + "(?!.*\\.(per_event|pairs)\\.).*_ns");

  private static final Pattern RATE = Pattern.compile(".*_per_second");

  private Metrics() {}

  /** Every entry of a report, its values as they are written. */
  static Map<String, String> entries(Path report) throws IOException {
    final Map<String, String> entries = new LinkedHashMap<>();
    final Matcher found = ENTRY.matcher(Files.readString(report));
    while (found.find()) {
      entries.put(found.group(1), found.group(2).replaceAll("^\"|\"$", ""));
    }
    return entries;
  }

  /** What is judged, so that less is better; a rate is turned over. */
  static Map<String, Double> judged(Map<String, String> entries) {
    final Map<String, Double> metrics = new LinkedHashMap<>();
    entries.forEach(
        (key, value) -> {
          if (!NOT_OURS.matcher(key).matches()) {
            if (TIME.matcher(key).matches()) {
              put(metrics, key, Double.parseDouble(value));
            } else if (RATE.matcher(key).matches()) {
              put(metrics, key, 1 / Double.parseDouble(value));
            }
          }
        });
    return metrics;
  }

  // What was never measured is zero, and so is what takes less than a nanosecond: no ratio.
  private static void put(Map<String, Double> metrics, String key, double value) {
    if (value > 0 && !Double.isInfinite(value)) {
      metrics.put(key, value);
    }
  }
}
