package io.hairspring.kernel.profile;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.hairspring.schema.CycleRecordEncoder;
import io.hairspring.schema.ExecutionReportEncoder;
import io.hairspring.schema.MarketEventEncoder;
import io.hairspring.schema.MessageHeaderEncoder;
import io.hairspring.schema.TaskTimesEncoder;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

class CycleTimesTest {
  private static final int TIMES = 20;

  private final Profile profile = new Profile();
  private final CycleTimes cycles = profile.cycles();
  private final UnsafeBuffer line = new UnsafeBuffer(new byte[64]);

  private CycleRecordEncoder cycle(int epoch) {
    final CycleRecordEncoder record =
        new CycleRecordEncoder()
            .wrapAndApplyHeader(line, 0, new MessageHeaderEncoder())
            .epoch(epoch)
            .startNanos(1_000)
            .endNanos(1_200)
            .lane((short) 0)
            .trigger((short) MarketEventEncoder.TEMPLATE_ID);
    record.outcome().clear();
    return record;
  }

  private void record() {
    for (int i = 0; i < TIMES; i++) {
      profile.onRecord(line, 0);
    }
  }

  @Test
  void shouldMeasureTheCyclesOfThePlanThatIsWatched() {
    cycles.watch(7);
    cycle(7);
    record();
    assertEquals(TIMES, cycles.seen().samples());
    assertEquals(200, cycles.seen().expectedNanos());
  }

  @Test
  void shouldMeasureNothingWhileNobodyWatches() {
    cycle(0);
    record();
    assertEquals(0, cycles.seen().samples());
    cycles.watch(7);
    cycles.watch(0);
    cycle(7);
    record();
    assertEquals(0, cycles.seen().samples());
  }

  @Test
  void shouldLeaveOutWhatTakesItsTimeForAnotherReason() {
    cycles.watch(7);
    cycle(6);
    record();
    cycle(7).lane((short) 1);
    record();
    cycle(7).trigger((short) ExecutionReportEncoder.TEMPLATE_ID);
    record();
    cycle(7).outcome().timed(true);
    record();
    cycle(7).outcome().slack(true);
    record();
    new TaskTimesEncoder().wrapAndApplyHeader(line, 0, new MessageHeaderEncoder());
    record();
    assertEquals(0, cycles.seen().samples());
  }

  @Test
  void shouldForgetThePlanBefore() {
    cycles.watch(7);
    cycle(7);
    record();
    cycles.watch(8);
    assertEquals(0, cycles.seen().samples());
  }
}
