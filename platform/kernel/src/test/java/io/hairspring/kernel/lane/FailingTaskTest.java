package io.hairspring.kernel.lane;

import static io.hairspring.kernel.lane.LaneBench.background;
import static io.hairspring.kernel.lane.LaneBench.critical;
import static io.hairspring.kernel.lane.LaneBench.sensitive;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.hairspring.api.task.LatencyClass;
import io.hairspring.api.task.TaskDefinition;
import io.hairspring.api.task.TriggerKind;
import io.hairspring.kernel.graph.TaskNode;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A task that throws: it goes, the rest stays. */
@ParameterizedClass
@EnumSource(Tier.class)
class FailingTaskTest {
  private final Tier tier;

  FailingTaskTest(Tier tier) {
    this.tier = tier;
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1})
  void shouldLeaveOutACriticalTaskThatThrowsAndRunTheRestOfTheCycle(int sampleEvery) {
    final LaneBench bench = new LaneBench(tier, LaneBench.timing(sampleEvery, 0));
    final TaskNode broken = bench.broken(critical("b"));
    bench.plan(
        bench.task(critical("a")),
        broken,
        bench.task(critical("c")),
        bench.task(TaskDefinition.named("d").after("b").latencyClass(LatencyClass.CRITICAL)));
    bench.event(1);
    bench.event(2);
    bench.settle();
    assertEquals(List.of("a", "b", "c", "a", "c"), bench.ran());
    final TaskFailure failure = bench.failures.remove();
    assertSame(broken.task(), failure.task());
    assertEquals("threw java.lang.IllegalStateException: broken in plan 1", failure.reason());
    assertEquals("b", failure.name());
    assertEquals(1, failure.epoch());
    assertEquals("broken", failure.cause().getMessage());
    assertTrue(bench.failures.isEmpty());
    final List<CycleLine> lines = bench.records();
    assertTrue(lines.get(0).is("taskFailed"));
    assertFalse(lines.get(1).is("taskFailed"));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1})
  void shouldLeaveOutADeferredTaskThatThrows(int sampleEvery) {
    final LaneBench bench = new LaneBench(tier, LaneBench.timing(sampleEvery, 0));
    bench.plan(
        bench.task(critical("now")), bench.broken(sensitive("b")), bench.task(sensitive("c")));
    bench.event(1);
    bench.event(2);
    bench.settle();
    assertEquals(List.of("now", "now", "b", "c", "c"), bench.ran());
    assertEquals(1, bench.failures.size());
    final List<CycleLine> lines = bench.records();
    assertFalse(lines.get(0).is("taskFailed"));
    assertTrue(lines.get(2).is("taskFailed"));
    assertFalse(lines.get(3).is("taskFailed"));
  }

  @Test
  void shouldLeaveOutATaskThatThrowsInALaterSlice() {
    final LaneBench bench = new LaneBench(tier);
    final int[] slices = new int[1];
    bench.plan(
        bench.task(
            background("long").resources("file"),
            cycle -> {
              cycle.again();
              if (++slices[0] == 3) {
                throw new IllegalStateException("broken");
              }
              return false;
            }),
        bench.task(background("other").resources("file")));
    bench.event(1);
    bench.settle();
    assertEquals(List.of("long", "long", "long", "other"), bench.ran());
    bench.event(2);
    bench.settle();
    assertEquals(List.of("other"), bench.ran());
    assertEquals(1, bench.failures.size());
    assertEquals(0, bench.lane.counters().ceilings());
  }

  @Test
  void shouldLeaveItOutOfCyclesOfEveryKind() {
    final LaneBench bench = new LaneBench(tier);
    bench.plan(
        bench.task(critical("now")),
        bench.broken(
            TaskDefinition.named("b")
                .on(TriggerKind.MARKET_EVENT, TriggerKind.EXECUTION_REPORT)
                .every(1_000)));
    bench.turn();
    bench.report(1);
    bench.settle();
    assertEquals(List.of("b"), bench.ran());
    bench.event(1);
    bench.report(1);
    bench.clock.pass(1_000);
    bench.settle();
    assertEquals(List.of("now"), bench.ran());
    assertEquals(1, bench.failures.size());
  }

  @ParameterizedTest
  @EnumSource(LatencyClass.class)
  void shouldSurviveAnErrorToo(LatencyClass latencyClass) {
    final LaneBench bench = new LaneBench(tier);
    bench.plan(
        bench.task(
            sensitive("b").latencyClass(latencyClass),
            cycle -> {
              throw new StackOverflowError("deep");
            }));
    bench.event(1);
    bench.settle();
    assertEquals("deep", bench.failures.remove().cause().getMessage());
  }

  @Test
  void shouldSayOfATaskThatDidNotReturnThatItDidNot() {
    assertEquals(
        "did not return to the lane in plan 4",
        new TaskFailure(TaskFailure.Kind.STUCK, 4, cycle -> true, "a", null).reason());
  }

  @Test
  void shouldTryAgainWithTheNextPlan() {
    final LaneBench bench = new LaneBench(tier);
    final TaskNode broken = bench.broken(critical("b"));
    bench.plan(broken);
    bench.event(1);
    bench.settle();
    bench.plan(broken);
    bench.event(2);
    bench.settle();
    assertEquals(List.of(1, 2), bench.failures.stream().map(TaskFailure::epoch).toList());
  }

  @Test
  void shouldSayWhichTaskRunsAndNothingBeforeTheFirst() {
    final LaneBench bench = new LaneBench(tier);
    final int[] seen = new int[1];
    assertEquals(0, bench.lane.task());
    bench.event(1);
    bench.settle();
    assertEquals(0, bench.lane.task(), "an empty plan ran");
    bench.plan(
        bench.task(critical("a")),
        bench.task(
            critical("b"),
            cycle -> {
              seen[0] = bench.lane.task();
              return true;
            }));
    bench.event(2);
    bench.settle();
    assertEquals(2, seen[0]);
    bench.plan();
    bench.event(3);
    bench.settle();
    assertEquals(0, bench.lane.task());
  }
}
