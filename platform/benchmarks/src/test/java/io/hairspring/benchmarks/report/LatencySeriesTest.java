package io.hairspring.benchmarks.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class LatencySeriesTest {
  private final LatencySeries series = new LatencySeries("x");

  private void block(long... values) {
    for (final long value : values) {
      series.accept(value);
    }
    series.endBlock();
  }

  @Test
  void shouldMergeAllBlocks() {
    block(1, 2, 3);
    block(100, 200);
    assertEquals(5, series.count());
    assertEquals(200, series.merged(Percentile.MAX));
    assertEquals(3, series.merged(Percentile.P50));
    assertEquals(2, series.over(3));
  }

  @Test
  void shouldTakeTheMedianBlockAsTypicalSoThatAStolenBlockDecidesNothing() {
    block(10);
    block(1_000);
    block(12);
    block(11);
    block(10);
    assertEquals(11, series.typical(Percentile.P99));
    assertEquals(1_000, series.merged(Percentile.P99));
  }

  @Test
  void shouldIgnoreEmptyBlocksAndForgetWhatIsCleared() {
    series.endBlock();
    block(5);
    series.accept(6);
    series.clear();
    series.endBlock();
    assertEquals(0, series.blocks());
    assertEquals(0, series.typical(Percentile.P50));
    assertEquals(0, series.merged(Percentile.MAX));
  }

  @Test
  void shouldHoldTimesBeyondItsRangeAtItsEnd() {
    block(Long.MAX_VALUE, -5);
    assertTrue(series.merged(Percentile.MAX) >= 60_000_000_000L);
    assertEquals(0, series.merged(Percentile.P50));
  }

  @Test
  void shouldWriteEveryPercentileUnderItsContractedKey() {
    block(7);
    final String json = new Report().put(series).put("feed", "a \"b\" \\ \n").json();
    for (final String key : new String[] {"p50", "p90", "p99", "p99_9", "p99_99", "max"}) {
      assertTrue(json.contains("\"x." + key + "_ns\": 7"), json);
      assertTrue(json.contains("\"x.typical." + key + "_ns\": 7"), json);
    }
    assertTrue(json.contains("\"feed\": \"a \\\"b\\\" \\\\ \\u000a\""), json);
  }
}
