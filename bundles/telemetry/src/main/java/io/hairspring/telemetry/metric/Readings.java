package io.hairspring.telemetry.metric;

import io.hairspring.api.monitor.Distribution;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Gathers the values of one look at everything. One thread. */
public final class Readings {
  private final List<Sample> samples = new ArrayList<>();
  private final List<Distribution> distributions = new ArrayList<>();
  private final Map<String, String> texts = new LinkedHashMap<>();

  /** Adds a value, with one string for each label of the metric. */
  public void add(Metric metric, long value, String... labels) {
    samples.add(new Sample(metric, List.of(labels), value));
  }

  /** Adds 1 for true and 0 for false. */
  public void add(Metric metric, boolean value, String... labels) {
    add(metric, value ? 1 : 0, labels);
  }

  /** Adds what the monitor measured. */
  public void add(List<Distribution> measured) {
    distributions.addAll(measured);
  }

  /** Adds a text about the whole, as a URI. */
  public void text(String key, String value) {
    texts.put(key, value);
  }

  /** What was gathered. */
  public Snapshot snapshot(long epochMillis) {
    return new Snapshot(epochMillis, samples, distributions, texts);
  }
}
