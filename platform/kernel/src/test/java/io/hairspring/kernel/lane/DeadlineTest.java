package io.hairspring.kernel.lane;

import static io.hairspring.kernel.lane.LaneBench.critical;
import static io.hairspring.kernel.lane.LaneBench.enforcing;
import static io.hairspring.kernel.lane.LaneBench.sensitive;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.hairspring.api.market.MarketEventKind;
import io.hairspring.api.market.Side;
import io.hairspring.api.order.OrderPort;
import io.hairspring.api.order.OrderTerms;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Cycles that are late, under each policy. */
@ParameterizedClass
@EnumSource(Tier.class)
class DeadlineTest {
  private final Tier tier;

  DeadlineTest(Tier tier) {
    this.tier = tier;
  }

  private static final long DEADLINE = 1_000;

  private final List<Object> sent = new ArrayList<>();

  private LaneBench bench(DeadlinePolicy policy, long takes) {
    final LaneBench bench = new LaneBench(tier, enforcing(policy));
    final OrderPort port = new StrategyPort(bench.lane.orders(), 1);
    bench.plan(
        bench.taking(takes, critical("a").deadlineNanos(DEADLINE)),
        bench.task(
            critical("order").emitsOrders().priority(-1),
            cycle -> {
              sent.add(port.send(0, Side.BID, 1, 1, OrderTerms.LIMIT) != OrderPort.REFUSED);
              sent.add(port.replace(1, 0, 1, 1));
              return sent.add(port.cancel(1, 0));
            }),
        bench.task(sensitive("may").sheddable()),
        bench.task(sensitive("other").sheddable().events(MarketEventKind.TRADE).priority(9)),
        bench.task(
            sensitive("must"),
            cycle ->
                sent.add(port.send(0, Side.BID, 1, 1, OrderTerms.LIMIT) != OrderPort.REFUSED)));
    bench.turn();
    return bench;
  }

  private static void oneEvent(LaneBench bench) {
    bench.event(1);
    bench.settle();
  }

  @Test
  void shouldTakeACycleThatIsJustInTimeForOneInTime() {
    final LaneBench bench = bench(DeadlinePolicy.ABORT_ORDERS, DEADLINE);
    oneEvent(bench);
    assertEquals(List.of(true, true, true, true), sent);
    assertEquals(0, bench.lane.counters().deadlinesMissed());
    assertFalse(bench.records().get(0).is("deadlineMissed"));
  }

  @ParameterizedTest
  @EnumSource(DeadlinePolicy.class)
  void shouldCountAndRecordALateCycle(DeadlinePolicy policy) {
    final LaneBench bench = bench(policy, DEADLINE + 1);
    oneEvent(bench);
    assertEquals(1, bench.lane.counters().deadlinesMissed());
    assertTrue(bench.records().get(0).is("deadlineMissed"));
  }

  @Test
  void shouldDoNothingElseWhenItOnlyCounts() {
    final LaneBench bench = bench(DeadlinePolicy.COUNT, DEADLINE + 1);
    oneEvent(bench);
    assertEquals(List.of("order", "a", "must", "may"), sortedTail(bench.ran()));
    assertEquals(0, bench.lane.counters().stepsShed());
    assertEquals(0, bench.lane.counters().ordersAborted());
    assertEquals(List.of(true, true, true, true), sent);
  }

  private static List<String> sortedTail(List<String> ran) {
    final List<String> names = new ArrayList<>(ran);
    assertEquals(Set.of("may", "must"), Set.copyOf(names.subList(2, 4)));
    names.set(2, "must");
    names.set(3, "may");
    return names;
  }

  @Test
  void shouldLeaveOutTheDeferredStepsThatMayBeAndWouldHaveRun() {
    final LaneBench bench = bench(DeadlinePolicy.SKIP_DEFERRED, DEADLINE + 1);
    oneEvent(bench);
    assertEquals(List.of("order", "a", "must"), bench.ran());
    assertEquals(1, bench.lane.counters().stepsShed());
    final List<CycleLine> lines = bench.records();
    assertTrue(lines.get(0).is("shed"));
    assertTrue(lines.get(1).is("shed"));
  }

  @Test
  void shouldNotSpeakOfSheddingWhenNothingWouldHaveRun() {
    final LaneBench bench = new LaneBench(tier, enforcing(DeadlinePolicy.SKIP_DEFERRED));
    bench.plan(
        bench.taking(DEADLINE + 1, critical("a").deadlineNanos(DEADLINE)),
        bench.task(sensitive("other").sheddable().events(MarketEventKind.TRADE)));
    bench.event(1);
    bench.settle();
    assertEquals(0, bench.lane.counters().stepsShed());
    assertFalse(bench.records().get(0).is("shed"));
  }

  @Test
  void shouldWithholdOrdersButNotCancelsOfALateCycle() {
    final LaneBench bench = new LaneBench(tier, enforcing(DeadlinePolicy.ABORT_ORDERS));
    final OrderPort port = new StrategyPort(bench.lane.orders(), 1);
    bench.plan(
        bench.task(
            critical("order").emitsOrders().deadlineNanos(DEADLINE),
            cycle -> {
              bench.clock.pass(DEADLINE);
              sent.add(port.send(0, Side.BID, 1, 1, OrderTerms.LIMIT) != OrderPort.REFUSED);
              bench.clock.pass(1);
              sent.add(port.send(0, Side.BID, 1, 1, OrderTerms.LIMIT) != OrderPort.REFUSED);
              sent.add(port.replace(1, 0, 1, 1));
              return sent.add(port.cancel(1, 0));
            }));
    bench.event(1);
    bench.settle();
    assertEquals(List.of(true, false, false, true), sent);
    assertEquals(2, bench.lane.counters().ordersAborted());
    assertEquals(0, bench.lane.counters().ordersRefused());
    final CycleLine line = bench.records().get(0);
    assertEquals(2, line.orders());
    assertTrue(line.is("ordersAborted"));
    assertFalse(line.is("orderRefused"));
  }

  @Test
  void shouldWithholdTheOrdersOfALateCyclesDeferredStepsToo() {
    final LaneBench bench = bench(DeadlinePolicy.ABORT_ORDERS, DEADLINE + 1);
    oneEvent(bench);
    assertEquals(List.of(true, true, true, false), sent);
    final List<CycleLine> lines = bench.records();
    assertTrue(lines.get(1).is("ordersAborted"));
    bench.event(2);
    bench.settle();
    assertEquals(2, bench.lane.counters().deadlinesMissed());
  }

  @Test
  void shouldTimeTheCycleAfterALateOne() {
    final LaneBench bench = new LaneBench(tier, enforcing(DeadlinePolicy.COUNT));
    final long[] takes = {0};
    bench.plan(
        bench.task(
            critical("a").deadlineNanos(DEADLINE),
            cycle -> {
              bench.clock.pass(takes[0]);
              return true;
            }));
    for (int i = 0; i < StepTimes.AFTER_ADOPTION; i++) {
      bench.event(i);
    }
    bench.settle();
    bench.records();
    takes[0] = DEADLINE + 1;
    bench.event(50);
    bench.settle();
    takes[0] = 0;
    bench.event(51);
    bench.event(52);
    bench.settle();
    assertEquals(
        List.of(false, true, false),
        bench.records().stream().map(line -> line.is("timed")).toList());
  }
}
