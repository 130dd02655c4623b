package io.hairspring.kernel.lane;

import static io.hairspring.kernel.lane.LaneBench.START;
import static io.hairspring.kernel.lane.LaneBench.critical;
import static io.hairspring.kernel.lane.LaneBench.sensitive;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.hairspring.api.task.LatencyClass;
import io.hairspring.api.task.TaskDefinition;
import io.hairspring.api.task.TriggerKind;
import io.hairspring.api.time.Timers;
import io.hairspring.kernel.graph.TaskNode;
import io.hairspring.kernel.ring.LineRing;
import io.hairspring.schema.MessageHeaderDecoder;
import io.hairspring.schema.TimerFiredDecoder;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Timers as triggers of cycles, and what is kept from running into precise ones. */
@ParameterizedClass
@EnumSource(Tier.class)
class LaneTimersTest {
  private final LaneBench bench;

  LaneTimersTest(Tier tier) {
    this.bench = new LaneBench(tier);
  }

  private static TaskDefinition.Builder onTimer(String name) {
    return TaskDefinition.named(name).on(TriggerKind.TIMER).latencyClass(LatencyClass.CRITICAL);
  }

  private static TaskDefinition.Builder every(String name, long nanos) {
    return TaskDefinition.named(name).every(nanos).latencyClass(LatencyClass.CRITICAL);
  }

  @Test
  void shouldFireATimerWhenItIsDueAndNotBefore() {
    final List<Long> seen = new ArrayList<>();
    final TaskNode owner =
        bench.task(
            onTimer("owner"),
            cycle -> {
              seen.add(cycle.timer().id());
              seen.add(cycle.timer().dueNanos());
              seen.add(cycle.timer().argument());
              seen.add(cycle.timer().missed());
              seen.add(cycle.dueNanos());
              return true;
            });
    bench.plan(owner, bench.task(onTimer("other")));
    final long id = bench.lane.timersOf(owner.number()).at(START + 100, 77);
    assertEquals(START + 100, bench.lane.nextTimerNanos());
    bench.clock.set(START + 99);
    assertFalse(bench.turn());
    bench.clock.set(START + 103);
    assertTrue(bench.turn());
    assertEquals(List.of(id, START + 100, 77L, 0L, START + 100), seen);
    assertEquals(List.of("owner"), bench.ran());
    assertEquals(Long.MAX_VALUE, bench.lane.nextTimerNanos());
    final CycleLine line = bench.records().get(0);
    assertEquals(TimerFiredDecoder.TEMPLATE_ID, line.trigger());
    assertEquals(START + 100, line.dueNanos());
    assertEquals(START + 103, line.startNanos());
    assertEquals(1, bench.lane.counters().timersFired());
    assertEquals(0, bench.lane.counters().events());
  }

  @Test
  void shouldWriteTheTimerBeforeTheRecordOfItsCycle() {
    final TaskNode owner = bench.task(onTimer("owner"));
    bench.plan(owner);
    bench.turn();
    final long id = bench.lane.timersOf(owner.number()).at(START + 100, 77);
    bench.clock.set(START + 103);
    bench.turn();
    bench.lane.rest();
    final LineRing records = bench.rings.records();
    final TimerFiredDecoder line = new TimerFiredDecoder();
    line.wrapAndApplyHeader(records.buffer(), records.peek(), new MessageHeaderDecoder());
    assertEquals(id, line.timerId());
    assertEquals(START + 100, line.dueNanos());
    assertEquals(77, line.argument());
    assertEquals(owner.number(), line.task());
    assertEquals(1, bench.records().size());
  }

  @Test
  void shouldCountATimerAndItsRecordThatFindNoRoom() {
    final TaskNode owner = bench.task(onTimer("owner"));
    bench.plan(owner);
    bench.turn();
    while (bench.rings.records().claim() != LineRing.FULL) {
      bench.rings.records().commit();
    }
    bench.lane.timersOf(owner.number()).at(START + 100, 0);
    bench.clock.set(START + 100);
    bench.turn();
    assertEquals(List.of("owner"), bench.ran());
    assertEquals(2, bench.lane.counters().recordsDropped());
  }

  @Test
  void shouldFireWhatIsDueBeforeEventsAndReports() {
    final TaskNode owner = bench.task(onTimer("timer"));
    bench.plan(
        owner,
        bench.task(critical("event")),
        bench.task(
            TaskDefinition.named("report")
                .on(TriggerKind.EXECUTION_REPORT)
                .latencyClass(LatencyClass.CRITICAL)));
    bench.lane.timersOf(owner.number()).at(START, 0);
    bench.event(1);
    bench.report(1);
    bench.settle();
    assertEquals(List.of("timer", "report", "event"), bench.ran());
  }

  @Test
  void shouldRunWhatDependsOnTheTimersTaskAndWhatRunsAlways() {
    final TaskNode owner = bench.task(onTimer("a"));
    bench.plan(
        owner,
        bench.task(TaskDefinition.named("b").after("a").latencyClass(LatencyClass.CRITICAL)),
        bench.task(TaskDefinition.named("c").on(TriggerKind.ALWAYS)),
        bench.task(onTimer("other")));
    bench.turn();
    bench.lane.timersOf(owner.number()).at(START, 0);
    bench.settle();
    assertEquals(List.of("a", "b", "c"), bench.ran());
  }

  @Test
  void shouldHandADeferredStepTheTimerThatFired() {
    final List<Long> seen = new ArrayList<>();
    final TaskNode owner =
        bench.task(
            TaskDefinition.named("owner").on(TriggerKind.TIMER),
            cycle -> seen.add(cycle.timer().argument()));
    bench.plan(owner);
    final Timers timers = bench.lane.timersOf(owner.number());
    timers.at(START, 1);
    timers.at(START, 2);
    bench.settle();
    assertEquals(List.of(1L, 2L), seen);
  }

  @Test
  void shouldStartATasksOwnTimerOnceForAllPlansItIsIn() {
    final TaskNode ticking = bench.task(every("tick", 1_000));
    bench.plan(ticking);
    bench.turn();
    assertEquals(START + 1_000, bench.lane.nextTimerNanos());
    bench.clock.pass(400);
    bench.plan(ticking, bench.task(critical("other")));
    bench.turn();
    assertEquals(START + 1_000, bench.lane.nextTimerNanos());
    bench.clock.pass(600);
    bench.settle();
    assertEquals(List.of("tick"), bench.ran());
    assertEquals(START + 2_000, bench.lane.nextTimerNanos());
  }

  @Test
  void shouldCountTheTicksThatPassed() {
    final List<Long> missed = new ArrayList<>();
    bench.plan(bench.task(every("tick", 1_000), cycle -> missed.add(cycle.timer().missed())));
    bench.turn();
    bench.clock.pass(3_500);
    bench.settle();
    assertEquals(List.of(2L), missed);
    assertEquals(START + 4_000, bench.lane.nextTimerNanos());
  }

  @Test
  void shouldCancelTheTimersOfATaskThatLeft() {
    final TaskNode leaving = bench.task(every("leaving", 1_000));
    bench.plan(leaving);
    bench.turn();
    bench.lane.timersOf(leaving.number()).at(START + 5_000, 0);
    bench.lane.left(leaving.number());
    bench.plan();
    bench.turn();
    assertEquals(Long.MAX_VALUE, bench.lane.nextTimerNanos());
    bench.clock.pass(1_000);
    bench.settle();
    assertEquals(Long.MAX_VALUE, bench.lane.nextTimerNanos());
    assertEquals(0, bench.lane.counters().timersFired());
    assertEquals(List.of(), bench.records());
  }

  @Test
  void shouldStartTheTimerOfATaskThatLeftAndCameBackAnew() {
    final TaskNode ticking = bench.task(every("tick", 1_000));
    bench.plan(ticking);
    bench.turn();
    bench.lane.left(ticking.number());
    bench.plan();
    bench.clock.pass(1_000);
    bench.settle();
    bench.plan(ticking);
    bench.turn();
    assertEquals(START + 2_000, bench.lane.nextTimerNanos());
    bench.clock.pass(1_000);
    bench.settle();
    assertEquals(List.of("tick"), bench.ran());
  }

  @Test
  void shouldKeepTheTimersOfATaskThatIsOutOfThePlanForAWhileUntilItIsBack() {
    final List<String> seen = new ArrayList<>();
    final TaskNode out =
        bench.task(
            every("out", 1_000),
            cycle -> seen.add(cycle.timer().argument() + " " + cycle.timer().missed()));
    final TaskNode other = bench.task(every("other", 1_000));
    bench.plan(out, other);
    bench.turn();
    bench.lane.timersOf(out.number()).at(START + 500, 7);
    bench.lane.timersOf(out.number()).at(START + 9_000, 8);
    bench.plan(other);
    bench.clock.pass(3_500);
    bench.settle();
    assertEquals(List.of("other"), bench.ran());
    bench.plan(other);
    bench.turn();
    bench.plan(out, other);
    bench.settle();
    assertEquals(List.of("out", "out"), bench.ran());
    assertEquals(List.of("7 0", "0 2"), seen, "the one that fires once, and the ticks");
    assertEquals(START + 4_000, bench.lane.nextTimerNanos());
    bench.clock.set(START + 9_000);
    bench.settle();
    assertTrue(seen.contains("8 0"), seen::toString);
  }

  @Test
  void shouldTickAsTheSuccessorOfATaskDefinesIt() {
    final TaskNode first = bench.task(every("tick", 1_000));
    bench.plan(first);
    bench.turn();
    bench.plan(successor(first, every("tick", 300)));
    bench.turn();
    assertEquals(START + 300, bench.lane.nextTimerNanos());
    bench.plan(successor(first, every("tick", 300).precise()));
    bench.turn();
    bench.plan(successor(first, onTimer("tick")), bench.task(every("other", 700)));
    bench.turn();
    assertEquals(START + 700, bench.lane.nextTimerNanos());
  }

  private static TaskNode successor(TaskNode node, TaskDefinition.Builder definition) {
    return new TaskNode(node.number(), definition.build(), node.task(), node.origin());
  }

  @Test
  void shouldStartATasksOwnTimerLaterWhenAllTimersAreTaken() {
    final TaskNode hoarder = bench.task(onTimer("hoarder"));
    final TaskNode ticking = bench.task(every("tick", 1_000));
    final Timers timers = bench.lane.timersOf(hoarder.number());
    while (timers.at(START + 10, 0) != Timers.REFUSED) {
      assertTrue(bench.lane.nextTimerNanos() > START);
    }
    bench.plan(hoarder, ticking);
    bench.turn();
    bench.clock.pass(10);
    bench.settle();
    assertEquals(Long.MAX_VALUE, bench.lane.nextTimerNanos());
    bench.plan(hoarder, ticking);
    bench.turn();
    assertEquals(START + 1_010, bench.lane.nextTimerNanos());
  }

  @Test
  void shouldHoldBackACycleThatWouldRunIntoAPreciseTimer() {
    final TaskNode owner = bench.task(onTimer("precise"));
    bench.plan(owner, bench.task(critical("event").budgetNanos(300)));
    bench.turn();
    bench.lane.timersOf(owner.number()).preciselyAt(START + 299, 0);
    bench.event(1);
    assertFalse(bench.turn());
    assertFalse(bench.turn());
    bench.clock.set(START + 299);
    bench.settle();
    assertEquals(List.of("precise", "event"), bench.ran());
    assertEquals(1, bench.lane.counters().heldForTimer());
    final List<CycleLine> lines = bench.records();
    assertEquals(Set.of("planAdopted"), lines.get(0).flags());
    assertEquals(Set.of("heldForTimer"), lines.get(1).flags());
    bench.event(2);
    bench.settle();
    assertEquals(Set.of(), bench.records().get(0).flags());
  }

  @Test
  void shouldLetACycleGoThatFitsBeforeAPreciseTimer() {
    final TaskNode owner = bench.task(onTimer("precise"));
    bench.plan(owner, bench.task(critical("event").budgetNanos(300)));
    bench.turn();
    bench.lane.timersOf(owner.number()).preciselyAt(START + 300, 0);
    bench.event(1);
    assertTrue(bench.turn());
    assertEquals(List.of("event"), bench.ran());
    assertEquals(0, bench.lane.counters().heldForTimer());
  }

  @Test
  void shouldLetACycleGoBeforeATimerThatIsNotPrecise() {
    final TaskNode owner = bench.task(onTimer("ordinary"));
    bench.plan(owner, bench.task(critical("event").budgetNanos(300)));
    bench.turn();
    bench.lane.timersOf(owner.number()).at(START + 1, 0);
    bench.event(1);
    assertTrue(bench.turn());
    assertEquals(List.of("event"), bench.ran());
  }

  @Test
  void shouldMarkTheCycleThatWasHeldAndNotOneThatFitted() {
    final TaskNode owner = bench.task(onTimer("precise"));
    bench.plan(
        owner,
        bench.task(critical("event").budgetNanos(300)),
        bench.task(
            TaskDefinition.named("report")
                .on(TriggerKind.EXECUTION_REPORT)
                .latencyClass(LatencyClass.CRITICAL)
                .budgetNanos(10)));
    bench.turn();
    bench.lane.timersOf(owner.number()).preciselyAt(START + 200, 0);
    bench.event(1);
    bench.turn();
    bench.report(1);
    bench.turn();
    assertEquals(List.of("report"), bench.ran());
    bench.clock.set(START + 200);
    bench.settle();
    final List<CycleLine> lines = bench.records();
    assertFalse(lines.get(0).is("heldForTimer"));
    assertFalse(lines.get(1).is("heldForTimer"));
    assertTrue(lines.get(2).is("heldForTimer"));
  }

  @Test
  void shouldNotHoldATriggerForEverWhenTicksComeCloserThanItsOwnTime() {
    bench.plan(
        bench.task(every("precise", 100).precise()),
        bench.task(critical("event").budgetNanos(300)));
    bench.turn();
    bench.event(1);
    for (int i = 0; i < 40; i++) {
      bench.turn();
      bench.clock.pass(10);
    }
    assertEquals(List.of("precise", "precise", "precise", "event"), bench.ran().subList(0, 4));
    assertEquals(1, bench.lane.counters().heldForTimer());
  }

  @Test
  void shouldNotHoldADeferredStepForEverWhenTicksComeCloserThanItsOwnTime() {
    bench.plan(
        bench.task(every("precise", 100).precise()),
        bench.task(sensitive("long").budgetNanos(300)),
        bench.task(sensitive("longer").budgetNanos(500)));
    bench.turn();
    bench.event(1);
    for (int i = 0; i < 90; i++) {
      bench.turn();
      bench.clock.pass(10);
    }
    final List<String> ran = bench.ran();
    assertEquals(3, ran.indexOf("long"), ran::toString);
    assertEquals(9, ran.indexOf("longer"), ran::toString);
  }

  @Test
  void shouldNotHoldForAPreciseTimerAtTheEndOfTime() {
    final TaskNode owner = bench.task(onTimer("precise"));
    bench.plan(owner, bench.task(critical("event").budgetNanos(300)));
    bench.turn();
    bench.clock.set(-1_000);
    bench.lane.timersOf(owner.number()).preciselyAt(Long.MAX_VALUE - 1, 0);
    bench.event(1);
    bench.settle();
    assertEquals(List.of("event"), bench.ran());
  }

  @Test
  void shouldHoldBackADeferredStepThatWouldRunIntoAPreciseTimer() {
    final TaskNode owner = bench.task(onTimer("precise"));
    bench.plan(owner, bench.task(sensitive("soon").budgetNanos(300)));
    bench.turn();
    bench.event(1);
    bench.turn();
    bench.lane.timersOf(owner.number()).preciselyAt(START + 299, 0);
    assertFalse(bench.turn());
    bench.clock.set(START + 299);
    bench.settle();
    assertEquals(List.of("precise", "soon"), bench.ran());
    bench.lane.timersOf(owner.number()).preciselyAt(START + 900, 0);
    bench.event(2);
    bench.settle();
    assertEquals(List.of("soon"), bench.ran());
  }

  @Test
  void shouldRunWhatSpinsWhileItHoldsAndStopWhenTold() {
    final TaskNode owner =
        bench.task(
            onTimer("precise"),
            cycle -> {
              bench.lane.stop();
              return true;
            });
    bench.plan(owner, bench.task(critical("event").budgetNanos(300)));
    bench.turn();
    bench.clock.tick(1);
    // Calibration reads the clock some thousand times.
    bench.lane.timersOf(owner.number()).preciselyAt(START + 1_250, 0);
    bench.event(1);
    bench.lane.run();
    assertEquals(List.of("precise"), bench.ran());
    assertEquals(1, bench.lane.counters().heldForTimer());
  }
}
