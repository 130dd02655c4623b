package io.hairspring.kernel.plan;

import static io.hairspring.kernel.plan.PlanBench.onEvent;
import static io.hairspring.kernel.plan.PlanBench.onEvents;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.hairspring.api.market.Instrument;
import io.hairspring.api.market.MarketEventKind;
import io.hairspring.api.task.TaskDefinition;
import io.hairspring.api.task.TriggerKind;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which steps an event concerns. */
class AdmissionTest {
  private final PlanBench bench =
      new PlanBench()
          .instruments(
              new Instrument(0, "AAA", 1), new Instrument(1, "BBB", 1), new Instrument(2, "CCC", 1))
          .add(onEvent("all"))
          .add(onEvent("bbb").instruments("BBB", "gone"))
          .add(onEvent("trades").events(MarketEventKind.TRADE))
          .add(
              onEvent("bbb-adds")
                  .instruments("BBB")
                  .events(MarketEventKind.ADD, MarketEventKind.CANCEL));

  private static List<String> admitted(StepSequence sequence, int instrument, int kind) {
    final int row = sequence.admission.row(instrument, kind);
    return IntStream.range(0, sequence.tasks.length)
        .filter(i -> sequence.tasks[i] != null)
        .filter(i -> (sequence.admission.words[row + i / Long.SIZE] >>> i & 1) != 0)
        .mapToObj(sequence::name)
        .toList();
  }

  private List<String> admitted(int instrument, MarketEventKind kind) {
    return admitted(onEvents(bench.plan()), instrument, kind.ordinal());
  }

  @Test
  void shouldAskForTheInstrumentAndTheKind() {
    assertEquals(List.of("all"), admitted(0, MarketEventKind.ADD));
    assertEquals(List.of("all", "bbb", "bbb-adds"), admitted(1, MarketEventKind.ADD));
    assertEquals(List.of("all", "bbb", "trades"), admitted(1, MarketEventKind.TRADE));
    assertEquals(List.of("all", "trades"), admitted(2, MarketEventKind.TRADE));
    assertEquals(List.of("all", "bbb"), admitted(1, MarketEventKind.STATUS));
  }

  @ParameterizedTest
  @ValueSource(ints = {3, 4, 100_000, -1, -2, Integer.MAX_VALUE, Integer.MIN_VALUE})
  void shouldTakeAnInstrumentThatCameLaterForOneThatNobodyNames(int instrument) {
    assertEquals(List.of("all", "trades"), admitted(instrument, MarketEventKind.TRADE));
  }

  @Test
  void shouldLetEveryStepRunOnReportsAndTimers() {
    bench.add(TaskDefinition.named("always").on(TriggerKind.ALWAYS).instruments("BBB"));
    final StepSequence sequence = bench.plan().sequence(TriggerKind.TIMER.ordinal());
    assertEquals(List.of("always"), admitted(sequence, 0, 0));
  }

  @Test
  void shouldKeepOneRowForInstrumentsWithTheSameAnswers() {
    final StepSequence sequence = onEvents(bench.plan());
    assertEquals(
        2 * MarketEventKind.values().length * sequence.width, sequence.admission.words.length);
    assertEquals(sequence.admission.row(0, 0), sequence.admission.row(2, 0));
  }

  private static TaskDefinition.Builder onReport(String name) {
    return TaskDefinition.named(name).on(TriggerKind.EXECUTION_REPORT);
  }

  private static boolean complete(PlanBench bench, TriggerKind trigger) {
    return bench.plan().sequence(trigger.ordinal()).admission.complete(0);
  }

  @Test
  void shouldCallReportStepsCompleteIfEachFollowsTheOneBefore() {
    bench.add(onReport("fill")).add(TaskDefinition.named("position").after("fill"));
    assertTrue(complete(bench, TriggerKind.EXECUTION_REPORT));
  }

  @Test
  void shouldCallTimerStepsIncompleteSinceOnlyTheOwnerOfTheTimerStarts() {
    bench.add(TaskDefinition.named("always").on(TriggerKind.ALWAYS));
    assertFalse(complete(bench, TriggerKind.TIMER));
    assertTrue(complete(bench, TriggerKind.EXECUTION_REPORT));
  }
}
