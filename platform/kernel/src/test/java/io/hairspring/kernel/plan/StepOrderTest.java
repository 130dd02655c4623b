package io.hairspring.kernel.plan;

import static io.hairspring.kernel.plan.PlanBench.after;
import static io.hairspring.kernel.plan.PlanBench.names;
import static io.hairspring.kernel.plan.PlanBench.onEvent;
import static io.hairspring.kernel.plan.PlanBench.onEvents;
import static io.hairspring.kernel.plan.PlanBench.urgent;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.hairspring.api.control.PlannedPath;
import io.hairspring.api.control.PlannedStep;
import io.hairspring.api.task.LatencyClass;
import io.hairspring.api.task.TaskDefinition;
import io.hairspring.api.task.TriggerKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What is critical, and in which order steps go. */
class StepOrderTest {
  private final PlanBench bench = new PlanBench();

  private static TaskDefinition.Builder background(TaskDefinition.Builder definition) {
    return definition.latencyClass(LatencyClass.BACKGROUND);
  }

  @Test
  void shouldMakeCriticalWhatAnOrderWaitsForAndNothingElse() {
    bench
        .add(onEvent("book"))
        .add(background(after("signal", "book")))
        .add(urgent(after("order", "signal")).emitsOrders())
        .add(after("analytics", "book"))
        .add(background(after("log", "order")));
    final Plan plan = bench.plan();
    assertEquals(List.of("book", "signal", "order"), names(plan, Band.CRITICAL));
    assertEquals(List.of("analytics"), names(plan, Band.SENSITIVE));
    assertEquals(List.of("log"), names(plan, Band.BACKGROUND));
  }

  @Test
  void shouldPutWhatASensitiveTaskNeedsBeforeItWhateverItsClass() {
    bench
        .add(background(onEvent("low")))
        .add(background(onEvent("other")))
        .add(after("soon", "low"));
    final Plan plan = bench.plan();
    assertEquals(List.of(), names(plan, Band.CRITICAL));
    assertEquals(List.of("low", "soon"), names(plan, Band.SENSITIVE));
    assertEquals(List.of("other"), names(plan, Band.BACKGROUND));
  }

  @Test
  void shouldDeferEmittersOfALessImportantClass() {
    bench.add(onEvent("slow-order").emitsOrders()).add(urgent(onEvent("order")).emitsOrders());
    assertEquals(List.of("order"), names(bench.plan(), Band.CRITICAL));
    assertEquals(List.of("slow-order"), names(bench.plan(), Band.SENSITIVE));
  }

  @Test
  void shouldMakeSensitiveEmittersCriticalWhenThereAreNoOthers() {
    bench.add(onEvent("order").emitsOrders()).add(onEvent("a"));
    assertEquals(List.of("order"), names(bench.plan(), Band.CRITICAL));
  }

  @Test
  void shouldPutCriticalTasksWithoutOrdersAfterTheOrders() {
    bench
        .add(1, urgent(onEvent("a-guard")).priority(9))
        .add(900, onEvent("order").emitsOrders())
        .add(2, background(onEvent("exact")).precise());
    assertEquals(List.of("order", "a-guard", "exact"), names(bench.plan(), Band.CRITICAL));
  }

  @Test
  void shouldLetTheHigherPriorityGoFirst() {
    bench
        .add(1, urgent(onEvent("least")).emitsOrders().priority(Integer.MIN_VALUE))
        .add(1, urgent(onEvent("low")).emitsOrders().priority(-1))
        .add(1, urgent(onEvent("most")).emitsOrders().priority(Integer.MAX_VALUE))
        .add(900, urgent(onEvent("high")).emitsOrders().priority(2));
    assertEquals(List.of("most", "high", "low", "least"), names(bench.plan(), Band.CRITICAL));
  }

  @Test
  void shouldLetTheOneWithLeastLeftToDoGoFirst() {
    bench
        .add(100, onEvent("shared"))
        .add(50, onEvent("own"))
        .add(30, urgent(after("a", "own", "shared")).emitsOrders())
        .add(40, urgent(after("b", "shared")).emitsOrders())
        .add(90, urgent(onEvent("c")).emitsOrders());
    // 90 for c, 140 for b, 180 for a; with shared done, 40 for b and 80 for a.
    assertEquals(List.of("c", "shared", "b", "own", "a"), names(bench.plan(), Band.CRITICAL));
  }

  @Test
  void shouldTellTiesApartByName() {
    bench
        .add(urgent(onEvent("z")).emitsOrders())
        .add(urgent(onEvent("m")).emitsOrders())
        .add(urgent(onEvent("b")).emitsOrders());
    assertEquals(List.of("b", "m", "z"), names(bench.plan(), Band.CRITICAL));
  }

  @Test
  void shouldFollowTheDeclaredPathAndDeferEvenAnEmitterThatIsNotOnIt() {
    bench
        .add(onEvent("book"))
        .add(after("risk", "book"))
        .add(urgent(after("order", "book")).emitsOrders())
        .add(background(onEvent("first")));
    final Plan plan = bench.plan(Ordering.CRITICAL_PATH, "first", "unknown", "risk");
    assertEquals(List.of("first", "book", "risk"), names(plan, Band.CRITICAL));
    assertEquals(List.of("order"), names(plan, Band.SENSITIVE));
  }

  @Test
  void shouldFindThePathItselfInACycleThatHasNothingOfTheDeclaredOne() {
    bench
        .add(onEvent("book"))
        .add(TaskDefinition.named("on-report").on(TriggerKind.EXECUTION_REPORT).emitsOrders());
    final Plan plan = bench.plan(Ordering.CRITICAL_PATH, "book");
    assertEquals(
        List.of("on-report"),
        plan.sequence(TriggerKind.EXECUTION_REPORT.ordinal()).names(Band.CRITICAL));
  }

  @Test
  void shouldKeepTheOrderOfRegistrationAndDeferNothingWhenTold() {
    bench.add(background(onEvent("z"))).add(after("b", "a")).add(onEvent("a")).add(onEvent("c"));
    final Plan plan = bench.plan(Ordering.DECLARED);
    assertEquals(List.of("z", "a", "b", "c"), names(plan, Band.CRITICAL));
    assertEquals(List.of(), names(plan, Band.SENSITIVE));
    assertEquals(List.of(), names(plan, Band.BACKGROUND));
  }

  @Test
  void shouldTakeTasksAsTheyBecomeReadyWhenTold() {
    bench
        .add(onEvent("a"))
        .add(after("a1", "a"))
        .add(after("a2", "a1"))
        .add(onEvent("b"))
        .add(after("b1", "b", "a"));
    assertEquals(
        List.of("a", "b", "a1", "b1", "a2"), names(bench.plan(Ordering.FIFO), Band.CRITICAL));
  }

  @Test
  void shouldNameTheLongestChainToEachOrder() {
    bench
        .add(10, onEvent("book"))
        .add(300, after("slow", "book"))
        .add(200, after("fast", "book"))
        .add(5, urgent(after("order", "book", "fast", "slow")).emitsOrders())
        .add(7, urgent(onEvent("quote")).emitsOrders());
    assertEquals(
        Set.of(
            new PlannedPath(List.of("book", "slow", "order"), 315),
            new PlannedPath(List.of("quote"), 7)),
        Set.copyOf(onEvents(bench.plan()).criticalPaths()));
  }

  @Test
  void shouldGiveEachKindOfCycleItsOwnSteps() {
    bench
        .add(onEvent("event"))
        .add(TaskDefinition.named("report").on(TriggerKind.EXECUTION_REPORT))
        .add(TaskDefinition.named("timer").every(5))
        .add(TaskDefinition.named("always").on(TriggerKind.ALWAYS))
        .add(after("both", "event", "timer"));
    final Plan plan = bench.plan();
    assertEquals(
        List.of("always", "event", "both"),
        Plan.description(List.of(plan)).sequences().get(TriggerKind.MARKET_EVENT));
    assertEquals(
        List.of("always", "report"),
        Plan.description(List.of(plan)).sequences().get(TriggerKind.EXECUTION_REPORT));
    assertEquals(
        List.of("always", "timer", "both"),
        Plan.description(List.of(plan)).sequences().get(TriggerKind.TIMER));
    assertFalse(Plan.description(List.of(plan)).steps().containsKey(TriggerKind.ALWAYS));
  }

  @Test
  void shouldDescribeItself() {
    bench.add(10, urgent(onEvent("a")).emitsOrders()).add(20, onEvent("b").precise().every(9));
    bench.add(30, onEvent("c").every(7));
    final Plan plan = bench.plan();
    assertEquals(3, plan.epoch());
    assertEquals("test", plan.reason());
    assertEquals(3, plan.steps());
    assertEquals(3, plan.nodes().size());
    assertEquals(20, plan.plannedNanos(2));
    assertEquals(
        List.of(
            new PlannedStep(0, "a", false, 10),
            new PlannedStep(0, "b", false, 20),
            new PlannedStep(0, "c", true, 30)),
        Plan.description(List.of(plan)).steps().get(TriggerKind.MARKET_EVENT));
    assertEquals(
        List.of(new PlannedPath(List.of("a"), 10)),
        Plan.description(List.of(plan)).criticalPaths().get(TriggerKind.MARKET_EVENT));
    assertEquals(30, onEvents(plan).criticalNanos);
    assertEquals("a", onEvents(plan).name(0));
    assertEquals(1, onEvents(plan).step(2));
    assertEquals(StepSequence.NONE, onEvents(plan).step(0));
    assertEquals(StepSequence.NONE, onEvents(plan).step(99));
    assertEquals(2, plan.ticking().length);
    assertTrue(plan.ticking()[0].terms().precise());
    assertEquals(9, plan.ticking()[0].terms().periodNanos());
    assertFalse(plan.ticking()[1].terms().precise());
  }

  @Test
  void shouldTakeTheLeastDeadlineOfTheCriticalTasksAndTheRules() {
    bench
        .add(urgent(onEvent("a")).deadlineNanos(700))
        .add(urgent(onEvent("b")).deadlineNanos(800))
        .add(onEvent("c").deadlineNanos(10));
    assertEquals(700, onEvents(bench.plan()).deadlineNanos);
    assertEquals(500, onEvents(bench.plan(Ordering.CRITICAL_PATH, 500)).deadlineNanos);
    assertEquals(Long.MAX_VALUE, onEvents(new PlanBench().add(onEvent("a")).plan()).deadlineNanos);
  }

  @Test
  void shouldExpectWhatATaskStatesOrAGuess() {
    bench.add(onEvent("stated").budgetNanos(70)).add(onEvent("silent"));
    final StepSequence sequence = onEvents(bench.plan());
    assertEquals(70, sequence.expectedNanos[sequence.step(1)]);
    assertEquals(70, sequence.budgetNanos[sequence.step(1)]);
    assertEquals(TaskTimes.UNKNOWN_NANOS, sequence.expectedNanos[sequence.step(2)]);
    assertEquals(Long.MAX_VALUE, sequence.budgetNanos[sequence.step(2)]);
  }

  @Test
  void shouldKeepBandsOfMoreThanAWordApart() {
    final List<String> critical = new ArrayList<>();
    for (int i = 100; i < 300; i++) {
      critical.add("c" + i);
      bench.add(urgent(onEvent("c" + i)));
      bench.add(i % 2 == 0 ? onEvent("s" + i) : background(onEvent("b" + i)));
    }
    final Plan plan = bench.plan();
    assertEquals(critical, names(plan, Band.CRITICAL));
    assertEquals(100, names(plan, Band.SENSITIVE).size());
    assertEquals(100, names(plan, Band.BACKGROUND).size());
    final StepSequence sequence = onEvents(plan);
    assertEquals(4, sequence.criticalWords);
    assertEquals(6, sequence.sensitiveWords);
    assertEquals(8, sequence.width);
  }
}
