package io.hairspring.benchmarks.swap;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class FootprintTrendTest {
  private final FootprintTrend trend = new FootprintTrend();

  @Test
  void shouldGiveTheGrowthOfAThousandSwaps() {
    for (int swaps = 0; swaps <= 100; swaps += 10) {
      trend.add(swaps, new Footprint(5_000 + 7L * swaps, 300 - swaps, 40));
    }
    assertEquals(7_000, trend.slope(Footprint::heapBytes));
    assertEquals(-1_000, trend.slope(Footprint::metaspaceBytes));
    assertEquals(0, trend.slope(Footprint::classes));
  }

  @Test
  void shouldKnowOfNoGrowthAfterOneLook() {
    trend.add(0, new Footprint(1, 2, 3));
    assertEquals(0, trend.slope(Footprint::heapBytes));
  }
}
