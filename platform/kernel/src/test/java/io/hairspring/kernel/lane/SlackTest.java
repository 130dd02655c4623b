package io.hairspring.kernel.lane;

import static io.hairspring.kernel.lane.LaneBench.background;
import static io.hairspring.kernel.lane.LaneBench.critical;
import static io.hairspring.kernel.lane.LaneBench.parking;
import static io.hairspring.kernel.lane.LaneBench.sensitive;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.hairspring.api.market.MarketEventKind;
import io.hairspring.api.task.LatencyClass;
import io.hairspring.api.task.TaskDefinition;
import io.hairspring.api.task.TriggerKind;
import io.hairspring.kernel.ring.LineRing;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Deferred steps: when they run, what they see, and what becomes of them when there are too many.
 */
@ParameterizedClass
@EnumSource(Tier.class)
class SlackTest {
  private final Tier tier;
  private final LaneBench bench;

  SlackTest(Tier tier) {
    this.tier = tier;
    this.bench = new LaneBench(tier);
  }

  @Test
  void shouldRunDeferredStepsWhenNothingWaits() {
    bench.plan(
        bench.task(background("late")), bench.task(sensitive("soon")), bench.task(critical("now")));
    bench.event(1);
    assertTrue(bench.turn());
    assertEquals(List.of("now"), bench.ran());
    assertTrue(bench.turn());
    assertEquals(List.of("soon"), bench.ran());
    assertTrue(bench.turn());
    assertEquals(List.of("late"), bench.ran());
    assertFalse(bench.turn());
  }

  @Test
  void shouldRunEverythingThatIsCriticalBeforeAnythingThatWasDeferred() {
    bench.plan(bench.task(sensitive("soon")), bench.task(critical("now")));
    bench.event(1);
    bench.event(2);
    bench.settle();
    assertEquals(List.of("now", "now", "soon", "soon"), bench.ran());
  }

  @Test
  void shouldWriteOneRecordForTheCriticalStepsAndOneForTheDeferredOnes() {
    bench.clock.tick(10);
    bench.plan(
        bench.task(sensitive("a")), bench.task(background("b")), bench.task(critical("now")));
    bench.event(7);
    bench.settle();
    final List<CycleLine> lines = bench.records();
    assertEquals(2, lines.size());
    assertEquals(Set.of("deferred", "planAdopted"), lines.get(0).flags());
    assertEquals(1, lines.get(0).steps());
    assertEquals(Set.of("slack"), lines.get(1).flags());
    assertEquals(2, lines.get(1).steps());
    assertEquals(1, lines.get(1).cycle());
    assertEquals(7, lines.get(1).triggerSequence());
    assertEquals(7, lines.get(1).dueNanos());
    assertTrue(lines.get(1).startNanos() > lines.get(0).endNanos());
    assertTrue(lines.get(1).endNanos() > lines.get(1).startNanos());
    assertEquals(0, bench.lane.counters().parked());
  }

  @Test
  void shouldMarkAndCountACycleWhoseDeferredStepsWaitedForAnother() {
    bench.plan(bench.task(sensitive("soon")), bench.task(critical("now")));
    bench.event(1);
    bench.event(2);
    bench.settle();
    final List<CycleLine> lines = bench.records();
    assertEquals(List.of(1L, 2L, 1L, 2L), lines.stream().map(CycleLine::cycle).toList());
    assertEquals(Set.of("slack", "resumed"), lines.get(2).flags());
    assertEquals(Set.of("slack"), lines.get(3).flags());
    assertEquals(1, lines.get(2).triggerSequence());
    assertEquals(1, bench.lane.counters().parked());
  }

  @Test
  void shouldParkTheRestWhenAMarketEventComes() {
    bench.plan(
        bench.task(
            sensitive("a"),
            cycle -> {
              if (cycle.number() == 1) {
                bench.event(2);
              }
              return true;
            }),
        bench.task(sensitive("b")),
        bench.task(critical("now")));
    bench.event(1);
    bench.settle();
    assertEquals(List.of("now", "a", "now", "b", "a", "b"), bench.ran());
  }

  @Test
  void shouldParkTheRestWhenAReportComes() {
    bench.plan(
        bench.task(
            sensitive("a"),
            cycle -> {
              bench.report(5);
              return true;
            }),
        bench.task(sensitive("b")),
        bench.task(TaskDefinition.named("on-report").on(TriggerKind.EXECUTION_REPORT)));
    bench.event(1);
    bench.turn();
    bench.turn();
    assertEquals(List.of("a"), bench.ran());
    bench.settle();
    assertEquals(List.of("b", "on-report"), bench.ran());
    final List<CycleLine> lines = bench.records();
    assertEquals(List.of(1L, 2L, 1L, 2L), lines.stream().map(CycleLine::cycle).toList());
    assertTrue(lines.get(2).is("resumed"));
  }

  @Test
  void shouldParkTheRestWhenATimerIsDue() {
    bench.plan(
        bench.task(
            sensitive("a").on(TriggerKind.MARKET_EVENT, TriggerKind.TIMER),
            cycle -> {
              if (cycle.trigger() == TriggerKind.MARKET_EVENT) {
                cycle.timers().at(cycle.timeNanos() + 100, 9);
                bench.clock.pass(100);
              }
              return true;
            }),
        bench.task(sensitive("b")));
    bench.event(1);
    bench.turn();
    bench.turn();
    assertEquals(List.of("a"), bench.ran());
    bench.turn();
    assertEquals(1, bench.lane.counters().timersFired());
    assertEquals(List.of(), bench.ran());
    bench.settle();
    assertEquals(List.of("b", "a"), bench.ran());
  }

  @Test
  void shouldShowAParkedCycleItsOwnTrigger() {
    final List<String> seen = new ArrayList<>();
    bench.plan(
        bench.task(critical("now")),
        bench.task(
            sensitive("soon").on(TriggerKind.MARKET_EVENT, TriggerKind.EXECUTION_REPORT),
            cycle ->
                seen.add(
                    cycle.trigger()
                        + " "
                        + cycle.number()
                        + " "
                        + (cycle.trigger() == TriggerKind.MARKET_EVENT
                            ? cycle.event().sequence() + " " + cycle.event().kind()
                            : cycle.report().clientOrderId())
                        + " "
                        + cycle.dueNanos())));
    bench.event(11, 0, MarketEventKind.ADD);
    bench.turn();
    bench.report(12);
    bench.turn();
    for (int i = 0; i < 70; i++) {
      // The ring comes around: what is seen later is a copy.
      bench.rings.reports().claim();
      bench.rings.reports().commit();
      bench.rings.reports().release();
    }
    bench.event(13, 0, MarketEventKind.TRADE);
    bench.settle();
    assertEquals(
        List.of(
            "MARKET_EVENT 1 11 ADD 11", "EXECUTION_REPORT 2 12 12", "MARKET_EVENT 3 13 TRADE 13"),
        seen);
  }

  @Test
  void shouldRunTheSensitiveStepsOfAllCyclesBeforeTheBackgroundStepsOfAny() {
    bench.plan(bench.task(sensitive("soon")), bench.task(background("late")));
    bench.event(1);
    bench.event(2);
    bench.event(3);
    bench.settle();
    assertEquals(List.of("soon", "soon", "soon", "late", "late", "late"), bench.ran());
  }

  @Test
  void shouldNotDeferWhatTheEventDoesNotConcern() {
    bench.plan(
        bench.task(critical("now")), bench.task(sensitive("trades").events(MarketEventKind.TRADE)));
    bench.event(1, 0, MarketEventKind.ADD);
    bench.settle();
    assertFalse(bench.records().get(0).is("deferred"));
    bench.event(2, 0, MarketEventKind.TRADE);
    bench.settle();
    assertEquals(List.of("now", "now", "trades"), bench.ran());
  }

  @Test
  void shouldShedWhatMayBeAndForceTheRestOfTheOldestCycleWhenNoPlaceIsLeft() {
    final LaneBench small = new LaneBench(tier, parking(2));
    small.plan(
        small.task(critical("now")),
        small.task(sensitive("must")),
        small.task(sensitive("may").sheddable()));
    for (int i = 1; i <= 3; i++) {
      small.event(i);
    }
    small.turn();
    small.turn();
    small.turn();
    assertEquals(List.of("now", "now", "now", "must"), small.ran());
    assertEquals(1, small.lane.counters().stepsShed());
    assertEquals(1, small.lane.counters().stepsForced());
    final CycleLine forced = small.records().get(3);
    assertEquals(1, forced.cycle());
    assertEquals(1, forced.steps());
    assertEquals(Set.of("slack", "resumed", "shed"), forced.flags());
    small.settle();
    assertEquals(List.of("may", "must", "may", "must"), small.ran());
    assertEquals(List.of("slack", "slack"), flag(small.records(), "slack"));
  }

  private static List<String> flag(List<CycleLine> lines, String flag) {
    return lines.stream().filter(line -> line.is(flag)).map(line -> flag).toList();
  }

  @Test
  void shouldKeepTheSenderOfTheLaneWhenACycleIsForced() {
    final LaneBench small = new LaneBench(tier, parking(1));
    final List<Long> seen = new ArrayList<>();
    small.plan(
        small.task(critical("now"), cycle -> seen.add(cycle.event().sequence())),
        small.task(sensitive("soon"), cycle -> seen.add(-cycle.event().sequence())));
    for (int i = 1; i <= 3; i++) {
      small.event(i);
    }
    small.settle();
    assertEquals(List.of(1L, 2L, -1L, 3L, -2L, -3L), seen);
  }

  @Test
  void shouldCountTheRecordOfDeferredStepsThatFindsNoRoom() {
    bench.plan(bench.task(sensitive("soon")));
    bench.event(1);
    bench.turn();
    while (bench.rings.records().claim() != LineRing.FULL) {
      bench.rings.records().commit();
    }
    bench.settle();
    assertEquals(List.of("soon"), bench.ran());
    assertEquals(1, bench.lane.counters().recordsDropped());
  }

  @Test
  void shouldSayHowLongItIsBusyAndNothingWhenIdle() {
    final long[] busy = new long[2];
    bench.plan(
        bench.task(critical("now"), cycle -> (busy[0] = bench.lane.counters().busySince()) > 0),
        bench.task(sensitive("soon"), cycle -> (busy[1] = bench.lane.counters().busySince()) > 0));
    bench.event(1);
    bench.turn();
    assertEquals(LaneBench.START, bench.lane.counters().busySince());
    bench.clock.pass(500);
    bench.settle();
    assertEquals(LaneBench.START, busy[0]);
    assertEquals(LaneBench.START + 500, busy[1]);
    assertEquals(0, bench.lane.counters().busySince());
  }

  @Test
  void shouldNotForceAStepThatNeedNotRun() {
    final LaneBench small = new LaneBench(tier, parking(1));
    small.plan(
        small.task(sensitive("same"), cycle -> false),
        small.task(
            TaskDefinition.named("after-same").after("same").latencyClass(LatencyClass.SENSITIVE)));
    small.event(1);
    small.event(2);
    small.settle();
    assertEquals(List.of("same", "same"), small.ran());
    assertEquals(1, small.lane.counters().stepsForced());
  }
}
