package io.hairspring.telemetry.metric;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;

class MetricTest {
  @Test
  void shouldFillTheLabelsIntoTheKeyAndLeaveThemOutOfTheName() {
    assertEquals("ring.0.market.depth_lines", Metric.RING_DEPTH.key(List.of("0", "market")));
    assertEquals("hairspring_ring_depth_lines", Metric.RING_DEPTH.exposedName());
    assertEquals(List.of("lane", "ring"), Metric.RING_DEPTH.labels());
    assertEquals("hairspring_up", Metric.UP.exposedName());
  }

  @Test
  void shouldExposeNanosecondsAsSeconds() {
    assertEquals("hairspring_gc_time_seconds", Metric.GC_TIME.exposedName());
    assertEquals("seconds", Metric.GC_TIME.unit());
    assertEquals(0.25, Metric.GC_TIME.exposed(250_000_000));
    assertEquals(250, Metric.LANE_CYCLES.exposed(250));
  }

  @Test
  void shouldRefuseLabelsThatDoNotFit() {
    assertThrows(IllegalArgumentException.class, () -> Metric.LANE_CYCLES.key(List.of()));
  }

  @Test
  void shouldNameEveryMetricOnceAndExplainItInASentence() {
    final List<Metric> all = Arrays.asList(Metric.values());
    assertEquals(all.size(), new HashSet<>(all.stream().map(Metric::exposedName).toList()).size());
    for (final Metric metric : all) {
      assertTrue(metric.exposedName().matches("hairspring_[a-z_]*[a-z]"), metric.exposedName());
      assertTrue(metric.help().endsWith("."), metric.help());
    }
  }
}
