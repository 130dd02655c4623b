package io.hairspring.telemetry.metric;

import java.util.List;

/**
 * One value.
 *
 * @param metric of what
 * @param labels values of the metric's labels, in its order
 * @param value in the unit of the metric's key
 */
public record Sample(Metric metric, List<String> labels, long value) {

  /** Its name in the counters file. */
  public String key() {
    return metric.key(labels);
  }
}
