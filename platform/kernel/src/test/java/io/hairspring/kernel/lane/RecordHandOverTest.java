package io.hairspring.kernel.lane;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.hairspring.kernel.ring.LineRing;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** When a reader gets the records of a lane. */
@ParameterizedClass
@EnumSource(Tier.class)
class RecordHandOverTest {
  private final LaneBench bench;
  private final LineRing records;

  RecordHandOverTest(Tier tier) {
    this.bench = new LaneBench(tier);
    this.records = bench.rings.records();
  }

  private void cyclesTaking(long nanos, int count) {
    bench.plan(bench.taking(nanos, LaneBench.critical("task")));
    for (int i = 1; i <= count; i++) {
      bench.event(i);
    }
  }

  @Test
  void shouldKeepShortCyclesRecordsBackUntilThereIsNothingToRun() {
    cyclesTaking(100, 2);
    assertTrue(bench.turn());
    assertTrue(bench.turn());
    assertEquals(0, records.produced());
    bench.turn();
    assertEquals(2, records.produced());
  }

  @Test
  void shouldBeBusyUntilItsRecordsAreHandedOver() {
    cyclesTaking(100, 1);
    bench.turn();
    assertNotEquals(0, bench.lane.counters().busySince());
    bench.turn();
    assertEquals(0, bench.lane.counters().busySince());
    assertEquals(1, records.produced());
  }

  @Test
  void shouldHandOverARecordWithItsCycleWhenThatWasLong() {
    cyclesTaking(RecordWriter.LONGEST_NANOS + 1, 2);
    bench.turn();
    assertEquals(1, records.produced());
    bench.turn();
    assertEquals(2, records.produced());
  }

  @Test
  void shouldKeepNoRecordBackForLongWhileThereIsMoreToRun() {
    cyclesTaking(RecordWriter.LONGEST_NANOS / 3, 8);
    for (int i = 0; i < 3; i++) {
      bench.turn();
      assertEquals(0, records.produced());
    }
    bench.turn();
    assertEquals(4, records.produced());
    for (int i = 0; i < 3; i++) {
      bench.turn();
      assertEquals(4, records.produced());
    }
    bench.turn();
    assertEquals(8, records.produced());
  }

  @Test
  void shouldHandOverWhatItHasWhenThereIsNoRoomForMore() {
    bench.plan(bench.task(LaneBench.critical("task")));
    for (int i = 0; i <= records.capacity(); i++) {
      bench.event(i + 1);
      bench.turn();
    }
    assertEquals(records.capacity(), records.produced());
    assertEquals(1, bench.lane.counters().recordsDropped());
  }

  @Test
  void shouldHandOverWhatItHasBeforeAGuestComes() {
    cyclesTaking(100, 1);
    bench.turn();
    final long[] seen = new long[1];
    bench.lane.lend((market, egress, ring) -> seen[0] = ring.produced());
    bench.turn();
    assertEquals(1, seen[0]);
  }
}
