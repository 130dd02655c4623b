package io.hairspring.telemetry.metric;

import io.hairspring.api.monitor.Distribution;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ObjLongConsumer;

/**
 * All values, read one after another within one look. Immutable.
 *
 * @param epochMillis Unix time of the look, in milliseconds
 * @param samples the values
 * @param distributions what the monitor measured; none without a monitor
 * @param texts what the platform runs, by name
 */
public record Snapshot(
    long epochMillis,
    List<Sample> samples,
    List<Distribution> distributions,
    Map<String, String> texts) {

  /** Copies what it is given. */
  public Snapshot {
    samples = List.copyOf(samples);
    distributions = List.copyOf(distributions);
    texts = Collections.unmodifiableMap(new LinkedHashMap<>(texts));
  }

  /** Gives every value with its key in the counters file, distributions included. */
  public void forEach(ObjLongConsumer<String> consumer) {
    for (final Sample sample : samples) {
      consumer.accept(sample.key(), sample.value());
    }
    for (final Distribution of : distributions) {
      final String key = of.subject().replace(':', '.') + "." + of.measure();
      final String unit = of.measure().equals("depth") ? "_lines" : "_ns";
      consumer.accept(key + ".count", of.count());
      consumer.accept(key + ".mean" + unit, Math.round(of.mean()));
      consumer.accept(key + ".p50" + unit, of.p50());
      consumer.accept(key + ".p99" + unit, of.p99());
      consumer.accept(key + ".p99_9" + unit, of.p999());
      consumer.accept(key + ".max" + unit, of.max());
    }
  }
}
