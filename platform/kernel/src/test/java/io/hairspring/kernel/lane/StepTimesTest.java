package io.hairspring.kernel.lane;

import static io.hairspring.kernel.lane.LaneBench.critical;
import static io.hairspring.kernel.lane.LaneBench.sensitive;
import static io.hairspring.kernel.lane.LaneBench.timing;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.hairspring.api.task.LatencyClass;
import io.hairspring.api.task.TaskDefinition;
import io.hairspring.api.task.TriggerKind;
import io.hairspring.kernel.graph.TaskNode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Which cycles are timed, what their records say, and budgets. */
@ParameterizedClass
@EnumSource(Tier.class)
class StepTimesTest {
  private final Tier tier;

  StepTimesTest(Tier tier) {
    this.tier = tier;
  }

  private static List<Boolean> timed(LaneBench bench, int events) {
    for (int i = 0; i < events; i++) {
      bench.event(i);
      bench.settle();
    }
    return bench.records().stream().map(line -> line.is("timed")).toList();
  }

  @Test
  void shouldTimeTheFirstCyclesOfAPlanAndThenEverySoMany() {
    final LaneBench bench = new LaneBench(tier, timing(4, 0));
    bench.plan(bench.task(critical("a")));
    final List<Boolean> seen = timed(bench, 16 + 9);
    for (int i = 0; i < seen.size(); i++) {
      assertEquals(i < 16 || (i - 16) % 4 == 3, seen.get(i), "cycle " + i);
    }
    bench.plan(bench.task(critical("a")));
    assertEquals(16, timed(bench, 18).stream().filter(t -> t).count());
  }

  @Test
  void shouldTimeNothingWhenToldSo() {
    final LaneBench bench = new LaneBench(tier, timing(0, 0));
    bench.plan(bench.task(critical("a")));
    assertEquals(0, timed(bench, 20).stream().filter(t -> t).count());
    assertEquals(List.of(), bench.times());
  }

  @Test
  void shouldSayHowLongEachStepTookSixToALine() {
    final LaneBench bench = new LaneBench(tier, timing(1, 0));
    final TaskNode[] nodes =
        IntStream.range(0, 8)
            .mapToObj(i -> bench.taking(100 + i, critical("t" + i)))
            .toArray(TaskNode[]::new);
    bench.plan(nodes);
    bench.event(1);
    bench.settle();
    final List<TimesLine> lines = bench.times();
    assertEquals(List.of(1L, 1L), lines.stream().map(TimesLine::cycle).toList());
    assertEquals(6, lines.get(0).runs().size());
    assertEquals(2, lines.get(1).runs().size());
    final List<TimesLine.Run> runs = new ArrayList<>(lines.get(0).runs());
    runs.addAll(lines.get(1).runs());
    for (int i = 0; i < 8; i++) {
      assertEquals(new TimesLine.Run(nodes[i].number(), 100 + i), runs.get(i));
    }
  }

  @Test
  void shouldWriteNoEmptyLineWhenTheStepsFillOneExactly() {
    final LaneBench bench = new LaneBench(tier, timing(1, 0));
    bench.plan(
        IntStream.range(0, 6)
            .mapToObj(i -> bench.taking(5, critical("t" + i)))
            .toArray(TaskNode[]::new));
    bench.event(1);
    bench.settle();
    assertEquals(1, bench.times().size());
  }

  @Test
  void shouldTimeDeferredStepsOfATimedCycleWithoutTheirWaiting() {
    final LaneBench bench = new LaneBench(tier, timing(1, 0));
    bench.plan(bench.taking(10, critical("now")), bench.taking(70, sensitive("soon")));
    bench.event(1);
    bench.turn();
    bench.clock.pass(5_000);
    bench.settle();
    assertEquals(
        List.of(new TimesLine.Run(1, 10), new TimesLine.Run(2, 70)),
        bench.times().stream().flatMap(line -> line.runs().stream()).toList());
  }

  @Test
  void shouldKeepATimeThatIsLongerThanTheLineCanSay() {
    final LaneBench bench = new LaneBench(tier, timing(1, 0));
    bench.plan(bench.taking(1L << 50, critical("a")));
    bench.event(1);
    bench.settle();
    assertEquals(List.of(new TimesLine.Run(1, (1L << 48) - 1)), bench.times().get(0).runs());
  }

  @Test
  void shouldTakeTheCostOfReadingTheClockOffEveryTime() {
    final LaneBench bench = new LaneBench(tier, timing(1, 0));
    bench.plan(
        bench.task(
            critical("a"),
            cycle -> {
              bench.clock.pass(cycle.number() == 1 ? 30 : -5);
              return true;
            }),
        bench.task(
            critical("stop"),
            cycle -> {
              bench.lane.stop();
              return true;
            }));
    bench.clock.tick(20);
    bench.event(1);
    bench.lane.run();
    bench.event(2);
    bench.turn();
    final List<TimesLine> lines = bench.times();
    assertEquals(new TimesLine.Run(1, 30), lines.get(0).runs().get(0));
    assertEquals(new TimesLine.Run(1, 0), lines.get(1).runs().get(0));
  }

  private LaneBench budgeted(int quarantineAfter, long... takes) {
    final LaneBench bench = new LaneBench(tier, timing(1, quarantineAfter));
    bench.plan(
        bench.task(
            critical("a").budgetNanos(100),
            cycle -> {
              bench.clock.pass(takes[(int) cycle.number() - 1]);
              return true;
            }),
        bench.taking(1_000_000, critical("free")));
    for (int i = 0; i < takes.length; i++) {
      bench.event(i);
    }
    bench.settle();
    return bench;
  }

  @Test
  void shouldCountRunsOverBudgetAndNotThoseThatUseItUp() {
    final LaneBench bench = budgeted(0, 100, 101, 99, 500);
    assertEquals(2, bench.lane.counters().overBudget());
    assertTrue(bench.failures.isEmpty());
    assertEquals(8, bench.ran().size());
  }

  @Test
  void shouldTakeATaskOutThatIsOverItsBudgetSoManyTimesInARow() {
    final LaneBench bench = budgeted(3, 101, 101, 101, 101);
    assertEquals(List.of("a", "free", "a", "free", "a", "free", "free"), bench.ran());
    final TaskFailure failure = bench.failures.remove();
    assertEquals("a", failure.name());
    assertEquals(null, failure.cause());
    assertEquals("was over its budget too often in plan 1", failure.reason());
    assertTrue(bench.failures.isEmpty());
    assertTrue(bench.records().get(2).is("taskFailed"));
  }

  @Test
  void shouldForgiveATaskThatKeepsItsBudgetInBetween() {
    final LaneBench bench = budgeted(3, 101, 101, 100, 101, 101, 7, 101);
    assertTrue(bench.failures.isEmpty());
    assertEquals(5, bench.lane.counters().overBudget());
  }

  @Test
  void shouldStartToCountAnewWithAnotherPlan() {
    final LaneBench bench = new LaneBench(tier, timing(1, 2));
    final TaskNode slow = bench.taking(101, critical("a").budgetNanos(100));
    for (int i = 1; i <= 3; i++) {
      bench.plan(slow);
      bench.event(i);
      bench.settle();
    }
    assertTrue(bench.failures.isEmpty());
  }

  @Test
  void shouldStillTellWhatATaskThatIsTakenOutHasChanged() {
    final LaneBench bench = new LaneBench(tier, timing(1, 1));
    bench.plan(
        bench.taking(101, critical("a").budgetNanos(100)),
        bench.task(TaskDefinition.named("b").after("a").latencyClass(LatencyClass.CRITICAL)));
    bench.event(1);
    bench.settle();
    assertEquals(List.of("a", "b"), bench.ran());
  }

  @Test
  void shouldTakeATaskOutInTheMiddleOfItsSlices() {
    final LaneBench bench = new LaneBench(tier, timing(1, 2));
    bench.plan(
        bench.task(
            sensitive("long").resources("file").budgetNanos(100),
            cycle -> {
              bench.clock.pass(101);
              cycle.again();
              return false;
            }));
    bench.event(1);
    bench.settle();
    assertEquals(List.of("long", "long"), bench.ran());
    assertEquals(1, bench.failures.size());
  }

  @Test
  void shouldTimeAHolderThatIsFinishedFirstApartFromTheTaskThatNeedsIt() {
    final LaneBench bench = new LaneBench(tier, timing(1, 1));
    final int[] slices = new int[1];
    bench.plan(
        bench.task(
            sensitive("low").resources("file").budgetNanos(5_000),
            cycle -> {
              bench.clock.pass(1_000);
              if (++slices[0] == 1) {
                bench.report(1);
                cycle.again();
              }
              return true;
            }),
        bench.taking(
            50,
            TaskDefinition.named("high")
                .on(TriggerKind.EXECUTION_REPORT)
                .latencyClass(LatencyClass.CRITICAL)
                .resources("file")
                .budgetNanos(100)));
    bench.event(1);
    bench.turn();
    bench.turn();
    bench.clock.pass(50_000);
    bench.settle();
    assertTrue(bench.failures.isEmpty());
    assertEquals(
        List.of(
            new TimesLine(1, List.of(new TimesLine.Run(1, 1_000))),
            new TimesLine(1, List.of(new TimesLine.Run(1, 1_000))),
            new TimesLine(2, List.of(new TimesLine.Run(2, 50)))),
        bench.times());
  }

  @Test
  void shouldCountALineOfTimesThatFindsNoRoom() {
    final LaneBench bench = new LaneBench(tier, timing(1, 0));
    bench.plan(bench.task(critical("a")));
    final int room = bench.rings.records().capacity();
    for (int i = 0; i < room - 1; i++) {
      bench.rings.records().claim();
      bench.rings.records().commit();
    }
    bench.event(1);
    bench.turn();
    assertEquals(1, bench.lane.counters().recordsDropped());
    bench.rings.records().release(room);
    bench.event(2);
    bench.turn();
    assertTrue(bench.records().get(0).is("gapBefore"));
  }
}
