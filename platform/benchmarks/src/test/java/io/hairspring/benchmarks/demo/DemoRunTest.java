package io.hairspring.benchmarks.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class DemoRunTest {
  private static final long MILLI = 1_000_000;

  @Test
  void shouldPauseForHalfOfWhatABlockStillTakes() {
    assertEquals(9 * MILLI, DemoRun.pauseNanos(2 * MILLI, 200, 2_000));
    assertEquals(5 * MILLI, DemoRun.pauseNanos(10 * MILLI, 1_000, 2_000));
  }

  @Test
  void shouldPauseNeitherForLessThanAMillisecondNorForMoreThanTwenty() {
    assertEquals(MILLI, DemoRun.pauseNanos(0, 0, 2_000));
    assertEquals(MILLI, DemoRun.pauseNanos(19 * MILLI, 1_990, 2_000));
    assertEquals(20 * MILLI, DemoRun.pauseNanos(50 * MILLI, 0, 2_000));
    assertEquals(20 * MILLI, DemoRun.pauseNanos(50 * MILLI, 3, 2_000));
  }
}
