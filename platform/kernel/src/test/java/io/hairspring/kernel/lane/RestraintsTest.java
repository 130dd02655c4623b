package io.hairspring.kernel.lane;

import static io.hairspring.kernel.lane.LaneBench.background;
import static io.hairspring.kernel.lane.LaneBench.critical;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.hairspring.api.market.Side;
import io.hairspring.api.order.OrderPort;
import io.hairspring.api.order.OrderTerms;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** What a lane is kept from by a word, from one cycle boundary to another. */
@ParameterizedClass
@EnumSource(Tier.class)
class RestraintsTest {
  private final LaneBench bench;
  private final Restraints restraints;
  private final OrderPort port;

  RestraintsTest(Tier tier) {
    bench = new LaneBench(tier, LaneBench.timing(1_000, 0));
    restraints = bench.lane.restraints();
    port = new StrategyPort(bench.lane.orders(), 1);
  }

  private void run(int events) {
    for (int i = 0; i < events; i++) {
      bench.event(i);
    }
    bench.settle();
  }

  @Test
  void shouldLeaveOutWhatIsSheddableOfTheCyclesThatBeginWhileShedding() {
    bench.plan(
        bench.task(critical("now")),
        bench.task(background("stays")),
        bench.task(background("goes").sheddable()));
    bench.lane.restrain(Restraints.word(1, Restraints.SHED));
    run(1);
    assertEquals(List.of("now", "stays"), bench.ran());
    assertTrue(bench.records().get(0).is("shed"));
    assertEquals(1, bench.lane.counters().stepsShed());
    bench.lane.restrain(Restraints.word(2, 0));
    run(1);
    assertEquals(List.of("now", "goes", "stays"), bench.ran());
  }

  @Test
  void shouldRefuseNewAndReplacedOrdersWhileHoldingAndLetCancelsPass() {
    bench.plan(
        bench.task(
            critical("now").emitsOrders(),
            cycle -> {
              assertEquals(OrderPort.REFUSED, port.send(0, Side.BID, 1, 1, OrderTerms.LIMIT));
              assertFalse(port.replace(1, 0, 1, 1));
              return port.cancel(1, 0);
            }));
    bench.lane.restrain(Restraints.word(1, Restraints.HOLD));
    run(1);
    assertEquals(1, bench.lane.counters().orders());
    assertEquals(2, bench.lane.counters().ordersRefused());
    assertTrue(bench.records().get(0).is("orderRefused"));
  }

  @Test
  void shouldTakeAWordAtACycleBoundaryAndNotWithinACycle() {
    bench.plan(
        bench.task(
            critical("now").emitsOrders(),
            cycle -> {
              bench.lane.restrain(Restraints.word(1, Restraints.HOLD));
              assertFalse(restraints.inForce(1));
              return port.send(0, Side.BID, 1, 1, OrderTerms.LIMIT) != OrderPort.REFUSED;
            }));
    run(1);
    assertEquals(1, bench.lane.counters().orders());
    assertTrue(restraints.inForce(1));
  }

  @Test
  void shouldSayWhenEachChangeCameIntoForceAndForgetTheOldest() {
    assertEquals(0, restraints.sinceNanos(1));
    bench.clock.set(5_000);
    bench.lane.restrain(Restraints.word(1, Restraints.SHED));
    bench.lane.turn();
    bench.clock.set(6_000);
    // Two at once: the first was never in force by itself, and is since then.
    bench.lane.restrain(Restraints.word(3, 0));
    assertEquals(0, restraints.sinceNanos(2));
    bench.lane.turn();
    assertEquals(5_000, restraints.sinceNanos(1));
    assertEquals(6_000, restraints.sinceNanos(2));
    assertEquals(6_000, restraints.sinceNanos(3));
    assertEquals(0, restraints.sinceNanos(4));
    bench.lane.restrain(Restraints.word(1_000, 0));
    bench.lane.turn();
    assertEquals(0, restraints.sinceNanos(3));
    assertEquals(0, restraints.sinceNanos(744));
    assertEquals(6_000, restraints.sinceNanos(745));
    assertTrue(restraints.inForce(1_000));
    assertFalse(restraints.inForce(1_001));
  }

  @Test
  void shouldNotTakeTheSameWordTwice() {
    bench.lane.restrain(Restraints.word(1, Restraints.SHED));
    bench.lane.turn();
    bench.clock.pass(500);
    bench.lane.restrain(Restraints.word(1, Restraints.SHED));
    bench.lane.turn();
    assertEquals(LaneBench.START, restraints.sinceNanos(1));
  }

  @Test
  void shouldTimeTheNextCycleWhenItIsToBeExamined() {
    bench.plan(bench.task(critical("a")));
    run(StepTimes.AFTER_ADOPTION + 1);
    assertFalse(bench.records().get(StepTimes.AFTER_ADOPTION).is("timed"));
    bench.lane.examine();
    run(2);
    final List<CycleLine> lines = bench.records();
    assertTrue(lines.get(0).is("timed"));
    assertFalse(lines.get(1).is("timed"));
  }
}
