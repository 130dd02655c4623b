package io.hairspring.benchmarks.affinity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.hairspring.benchmarks.bench.BenchContext;
import io.hairspring.benchmarks.bench.MachineNoise;
import io.hairspring.benchmarks.report.Report;
import io.hairspring.benchmarks.report.Table;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ArmSeriesTest {
  private final ArmSeries series = new ArmSeries();

  /** A block of a hundred equal latencies for each arm. */
  private void round(long pinned, long alone, long free) {
    block(Arm.PINNED, pinned);
    block(Arm.PINNED_ALONE, alone);
    block(Arm.UNPINNED, free);
    series.endRound();
  }

  private void block(Arm arm, long nanos) {
    for (int i = 0; i < 100; i++) {
      series.of(arm).accept(nanos);
    }
    series.of(arm).endBlock();
  }

  private String report() {
    final Report report = new Report();
    final Table table = new Table();
    series.show(
        new BenchContext(true, Optional.empty(), report, table, new MachineNoise(), line -> {}));
    return report.json();
  }

  @Test
  void shouldCompareTypicalBlocksSoThatOneThatTheHostTookDecidesNothing() {
    round(20, 50, 100);
    round(20, 50, 100);
    round(90_000_000, 50, 100);

    assertEquals(0.8, series.improvementOver(Arm.UNPINNED), 1e-9);
    assertEquals(0.6, series.improvementOver(Arm.PINNED_ALONE), 1e-9);
  }

  @Test
  void shouldReportEveryValueOfEachArm() {
    round(20, 50, 100);
    round(40, 50, 2_000_000);

    final String json = report();

    assertTrue(json.contains("\"affinity.pinned.histogram_ns\": \"20:100,40:100\""), json);
    assertTrue(json.contains("\"affinity.pinned_alone.histogram_ns\": \"50:200\""), json);
    assertTrue(json.contains("\"affinity.unpinned.over_1ms\": 100,"), json);
    assertTrue(json.contains("\"affinity.unpinned.over_10ms\": 0,"), json);
  }

  @Test
  void shouldReportWhatTheLoadDidBesideEachArm() {
    round(20, 50, 100);
    series.load(Arm.PINNED).add(Map.of("Garbage", 5L), Map.of("Garbage", 25L), 500_000_000);
    series.load(Arm.PINNED).add(Map.of("Garbage", 100L), Map.of("Garbage", 140L), 500_000_000);
    series.load(Arm.UNPINNED).add(Map.of(), Map.of("Garbage", 30L), 100_000_000);

    final String json = report();

    assertTrue(json.contains("\"affinity.pinned.load.garbage.turns\": 60,"), json);
    assertEquals(60, series.load(Arm.PINNED).aSecond("Garbage"), 1e-9);
    assertEquals(300, series.load(Arm.UNPINNED).aSecond("Garbage"), 1e-9);
  }

  @Test
  void shouldForgetEverythingThatWasWarmUp() {
    round(20, 50, 100);
    series.load(Arm.PINNED).add(Map.of(), Map.of("Garbage", 5L), 1_000);

    series.clear();

    assertEquals(0, series.of(Arm.PINNED).count());
    assertEquals(0, series.load(Arm.PINNED).aSecond("Garbage"), 1e-9);
  }
}
