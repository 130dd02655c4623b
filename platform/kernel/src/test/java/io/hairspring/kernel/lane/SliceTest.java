package io.hairspring.kernel.lane;

import static io.hairspring.kernel.lane.LaneBench.background;
import static io.hairspring.kernel.lane.LaneBench.critical;
import static io.hairspring.kernel.lane.LaneBench.parking;
import static io.hairspring.kernel.lane.LaneBench.sensitive;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.hairspring.api.task.LatencyClass;
import io.hairspring.api.task.Task;
import io.hairspring.api.task.TaskDefinition;
import io.hairspring.api.task.TriggerKind;
import io.hairspring.kernel.graph.TaskNode;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Long tasks in slices, and what they hold between two of them. */
@ParameterizedClass
@EnumSource(Tier.class)
class SliceTest {
  private final Tier tier;
  private final LaneBench bench;

  SliceTest(Tier tier) {
    this.tier = tier;
    this.bench = new LaneBench(tier);
  }

  private int slices;

  /** Three slices; a market event comes during the first of them. */
  private Task threeSlices() {
    return cycle -> {
      if (++slices == 1) {
        bench.event(100);
      }
      if (slices < 3) {
        cycle.again();
      }
      return true;
    };
  }

  private static TaskDefinition.Builder onReport(String name) {
    return TaskDefinition.named(name).on(TriggerKind.EXECUTION_REPORT);
  }

  @Test
  void shouldRunATaskAgainUntilItHasFinishedAndThenWhatDependsOnIt() {
    bench.plan(
        bench.task(
            background("long"),
            cycle -> {
              if (++slices < 4) {
                cycle.again();
              }
              return true;
            }),
        bench.task(
            TaskDefinition.named("after").after("long").latencyClass(LatencyClass.BACKGROUND)));
    bench.event(1);
    bench.settle();
    assertEquals(List.of("long", "long", "long", "long", "after"), bench.ran());
    assertEquals(5, bench.records().get(1).steps());
  }

  @Test
  void shouldRunACriticalTaskAgainAtOnce() {
    bench.plan(
        bench.task(
            critical("a"),
            cycle -> {
              if (++slices < 3) {
                cycle.again();
              }
              return true;
            }),
        bench.task(critical("b")),
        bench.task(TaskDefinition.named("c").after("a").latencyClass(LatencyClass.CRITICAL)));
    bench.event(1);
    bench.turn();
    assertEquals(List.of("a", "a", "a", "b", "c"), bench.ran());
  }

  @Test
  void shouldLetATriggerInBetweenTwoSlices() {
    bench.plan(bench.task(background("long"), threeSlices()), bench.task(critical("now")));
    bench.event(1);
    bench.settle();
    assertEquals(List.of("now", "long", "now", "long", "long", "long"), bench.ran().subList(0, 6));
  }

  @Test
  void shouldYieldOnlyInASliceThatATriggerWaitsFor() {
    final boolean[] seen = new boolean[6];
    bench.plan(
        bench.task(
            critical("now"),
            cycle -> {
              if (cycle.number() == 1) {
                bench.event(2);
                seen[0] = cycle.shouldYield();
              }
              return true;
            }),
        bench.task(
            sensitive("long"),
            cycle -> {
              if (cycle.number() == 2) {
                seen[1] = cycle.shouldYield();
                bench.event(3);
                seen[2] = cycle.shouldYield();
              } else if (cycle.number() == 3) {
                cycle.timers().at(cycle.timeNanos() + 50, 0);
                seen[3] = cycle.shouldYield();
                bench.clock.pass(50);
                seen[4] = cycle.shouldYield();
              }
              return true;
            }));
    bench.event(1);
    bench.settle();
    assertFalse(seen[0]);
    assertFalse(seen[1]);
    assertTrue(seen[2]);
    assertFalse(seen[3]);
    assertTrue(seen[4]);
  }

  @Test
  void shouldNotYieldInAStepThatIsForced() {
    final LaneBench small = new LaneBench(tier, parking(1));
    final boolean[] yielded = new boolean[4];
    small.plan(
        small.task(
            sensitive("long"),
            cycle -> yielded[(int) cycle.number()] = cycle.shouldYield() || false));
    small.event(1);
    small.event(2);
    small.event(3);
    small.settle();
    assertEquals(List.of("long", "long", "long"), small.ran());
    assertFalse(yielded[1] || yielded[2] || yielded[3]);
  }

  private TaskNode[] threeTasks(Task low) {
    return new TaskNode[] {
      bench.task(background("low").resources("file"), low),
      bench.task(critical("medium").priority(1)),
      bench.task(onReport("high").latencyClass(LatencyClass.CRITICAL).resources("file"))
    };
  }

  @Test
  void shouldKeepAHighTaskWaitingForTheRestOfTheHolderOnlyAndNothingInBetween() {
    bench.plan(
        threeTasks(
            cycle -> {
              if (++slices == 1) {
                bench.report(1);
                bench.event(2);
              }
              if (slices < 3) {
                cycle.again();
              }
              return true;
            }));
    bench.event(1);
    bench.settle();
    assertEquals(List.of("medium", "low", "low", "low", "high", "medium", "low"), bench.ran());
    assertEquals(1, bench.lane.counters().ceilings());
    final List<CycleLine> lines = bench.records();
    assertEquals(List.of(1L, 2L, 3L, 1L, 3L), lines.stream().map(CycleLine::cycle).toList());
    assertTrue(lines.get(1).is("ceiling"));
    assertEquals(1, lines.get(1).steps());
    assertEquals(3, lines.get(3).steps());
    assertFalse(lines.get(2).is("ceiling"));
  }

  @Test
  void shouldKeepTheOrdersAndTimersOfAHolderApartFromThoseOfTheTaskThatNeedsIt() {
    final StrategyPort port = new StrategyPort(bench.lane.orders(), 1);
    final List<Long> fired = new ArrayList<>();
    bench.plan(
        bench.task(
            background("low").on(TriggerKind.MARKET_EVENT, TriggerKind.TIMER).resources("file"),
            cycle -> {
              if (cycle.trigger() == TriggerKind.TIMER) {
                return fired.add(cycle.timer().argument());
              }
              if (++slices == 1) {
                bench.report(1);
                cycle.again();
              } else {
                cycle.timers().at(cycle.timeNanos() + 10, 4);
                port.cancel(1, 0);
                port.cancel(2, 0);
              }
              return true;
            }),
        bench.task(
            onReport("high")
                .on(TriggerKind.EXECUTION_REPORT, TriggerKind.TIMER)
                .latencyClass(LatencyClass.CRITICAL)
                .resources("file"),
            cycle ->
                cycle.trigger() == TriggerKind.TIMER
                    ? fired.add(-cycle.timer().argument())
                    : cycle.timers().at(cycle.timeNanos() + 20, 5) != 0 && port.cancel(3, 0)));
    bench.event(1);
    bench.settle();
    final List<CycleLine> lines = bench.records();
    assertEquals(List.of(1L, 2L, 1L), lines.stream().map(CycleLine::cycle).toList());
    assertEquals(List.of(0, 1, 2), lines.stream().map(CycleLine::orders).toList());
    bench.clock.pass(10);
    bench.settle();
    bench.clock.pass(10);
    bench.settle();
    assertEquals(List.of(4L, -5L), fired);
  }

  @Test
  void shouldHoldAndFinishAndFailBeyondTheFirstWordsToo() {
    final List<TaskNode> nodes = new ArrayList<>();
    for (int i = 100; i < 200; i++) {
      nodes.add(bench.task(onReport("a" + i).latencyClass(LatencyClass.CRITICAL)));
      nodes.add(bench.task(background("b" + i)));
    }
    nodes.add(
        bench.task(
            background("low").resources("file", "other"),
            cycle -> {
              if (++slices == 3) {
                throw new IllegalStateException("broken");
              }
              if (slices == 1) {
                bench.report(1);
              }
              cycle.again();
              return true;
            }));
    nodes.add(bench.task(onReport("high").latencyClass(LatencyClass.CRITICAL).resources("other")));
    nodes.add(bench.task(background("z-other").resources("file")));
    bench.plan(nodes.toArray(TaskNode[]::new));
    bench.event(1);
    bench.settle();
    final List<String> ran = bench.ran();
    assertEquals(List.of("b199", "low"), ran.subList(99, 101));
    assertEquals(List.of("a199", "low", "low", "high", "z-other"), ran.subList(200, 205));
    assertEquals(205, ran.size());
    assertEquals(1, bench.failures.size());
    assertEquals(1, bench.lane.counters().ceilings());
    bench.event(2);
    bench.settle();
    final List<String> again = bench.ran();
    assertEquals(101, again.size());
    assertEquals("z-other", again.get(100));
    bench.report(2);
    bench.settle();
    assertEquals(101, bench.ran().size());
  }

  @Test
  void shouldNotHoldAResourceAfterTheLastSlice() {
    bench.plan(
        threeTasks(
            cycle -> {
              if (++slices < 2) {
                cycle.again();
              }
              return true;
            }));
    bench.event(1);
    bench.settle();
    bench.report(2);
    bench.settle();
    assertEquals(List.of("medium", "low", "low", "high"), bench.ran());
    assertEquals(0, bench.lane.counters().ceilings());
  }

  @Test
  void shouldLetAHighTaskOnWhenTheHolderFails() {
    bench.plan(
        threeTasks(
            cycle -> {
              bench.report(1);
              cycle.again();
              if (++slices == 2) {
                throw new IllegalStateException("broken");
              }
              return true;
            }));
    bench.event(1);
    bench.settle();
    assertEquals(List.of("medium", "low", "low", "high", "high"), bench.ran());
    assertEquals("low", bench.failures.remove().name());
    assertTrue(bench.failures.isEmpty());
    bench.report(3);
    bench.settle();
    assertEquals(List.of("high"), bench.ran());
    assertEquals(1, bench.lane.counters().ceilings());
  }

  @Test
  void shouldFinishEveryHolderOfWhatATaskNeeds() {
    final int[] runs = new int[2];
    bench.plan(
        bench.task(
            background("a").resources("x"),
            cycle -> {
              if (++runs[0] == 1) {
                bench.report(1);
                cycle.again();
              }
              return true;
            }),
        bench.task(
            onReport("b").resources("y"),
            cycle -> {
              if (++runs[1] == 1) {
                cycle.timers().at(cycle.timeNanos() + 10, 0);
                bench.clock.pass(10);
                cycle.again();
              }
              return true;
            }),
        bench.task(
            TaskDefinition.named("b-timer")
                .every(1)
                .latencyClass(LatencyClass.CRITICAL)
                .resources("y", "z", "x")));
    bench.clock.set(LaneBench.START);
    bench.event(1);
    bench.turn();
    bench.turn();
    bench.turn();
    bench.turn();
    assertEquals(List.of("a", "b"), bench.ran());
    bench.turn();
    assertEquals(List.of("a", "b", "b-timer"), bench.ran().stream().sorted().toList());
    assertEquals(2, bench.lane.counters().ceilings());
  }

  @Test
  void shouldNotLeaveASlicedStepOutWhenShedding() {
    final LaneBench small = new LaneBench(tier, parking(1));
    small.plan(
        small.task(
            background("long").sheddable().resources("file"),
            cycle -> {
              if (++slices == 1) {
                small.event(2);
                cycle.again();
              }
              return true;
            }));
    small.event(1);
    small.turn();
    small.turn();
    assertEquals(List.of("long"), small.ran());
    small.turn();
    assertEquals(List.of("long"), small.ran());
    assertEquals(0, small.lane.counters().stepsShed());
    assertEquals(1, small.lane.counters().stepsForced());
  }

  /**
   * A task that is deferred after a market event, where a more important one sends orders, and
   * critical after a report, where it is among those that orders wait for.
   */
  private TaskNode[] deferredHereAndCriticalThere(TaskDefinition.Builder shared, Task task) {
    return new TaskNode[] {
      bench.task(critical("quote").emitsOrders()),
      bench.task(
          shared.on(TriggerKind.MARKET_EVENT, TriggerKind.EXECUTION_REPORT).sheddable(), task),
      bench.task(onReport("order").after("shared").emitsOrders())
    };
  }

  @Test
  void shouldNotRunATaskThatFailedAsHolderInTheCycleThatNeededIt() {
    bench.plan(
        deferredHereAndCriticalThere(
            TaskDefinition.named("shared").resources("file"),
            cycle -> {
              if (++slices == 1) {
                bench.report(1);
                cycle.again();
                return true;
              }
              throw new IllegalStateException("broken");
            }));
    bench.event(1);
    bench.settle();
    assertEquals(List.of("quote", "shared", "shared", "order", "order"), bench.ran());
    assertEquals(1, bench.failures.size());
  }

  @Test
  void shouldForgetTheSlicesOfATaskThatFailedElsewhere() {
    bench.plan(
        deferredHereAndCriticalThere(
            TaskDefinition.named("shared"),
            cycle -> {
              if (cycle.trigger() == TriggerKind.EXECUTION_REPORT) {
                throw new IllegalStateException("broken");
              }
              bench.report(1);
              cycle.again();
              return true;
            }));
    bench.event(1);
    bench.settle();
    assertEquals(List.of("quote", "shared", "shared", "order", "order"), bench.ran());

    // Every cycle of the pool begins clean: of what comes now, all that may be shed is.
    bench.plan(bench.task(sensitive("may").sheddable()), bench.task(critical("now")));
    for (int i = 2; i <= 20; i++) {
      bench.event(i);
    }
    for (int i = 2; i <= 20; i++) {
      bench.turn();
    }
    assertEquals(11, bench.lane.counters().stepsShed());
    assertEquals(0, bench.lane.counters().stepsForced());
  }
}
