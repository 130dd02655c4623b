package io.hairspring.kernel.lane;

import static io.hairspring.kernel.lane.LaneBench.critical;
import static io.hairspring.kernel.lane.LaneBench.sensitive;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.hairspring.api.market.Side;
import io.hairspring.api.order.OrderPort;
import io.hairspring.api.order.OrderTerms;
import io.hairspring.api.task.Cycle;
import io.hairspring.api.task.Task;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Lines of the egress ring that are kept for what matters more. The ring has eight. */
@ParameterizedClass
@EnumSource(Tier.class)
class EgressShareTest {
  private final LaneBench bench;
  private final OrderPort port;
  private final List<String> log = new ArrayList<>();

  EgressShareTest(Tier tier) {
    this.bench = new LaneBench(tier, LaneBench.sharing(2, 3));
    this.port = new StrategyPort(bench.lane.orders(), 1);
  }

  private static int until(BooleanSupplier command) {
    int sent = 0;
    while (command.getAsBoolean()) {
      sent++;
    }
    return sent;
  }

  private int orders() {
    return until(() -> port.send(0, Side.BID, 1, 1, OrderTerms.LIMIT) != OrderPort.REFUSED);
  }

  private Task logging(String name) {
    return (Cycle cycle) -> {
      log.add(name + " orders " + orders());
      log.add(name + " replaces " + until(() -> port.replace(1, 0, 1, 1)));
      return log.add(name + " cancels " + until(() -> port.cancel(1, 0)));
    };
  }

  @Test
  void shouldKeepLinesForCancelsWhenACriticalStepsOrdersAreRefused() {
    bench.plan(bench.task(critical("now").emitsOrders(), logging("now")));
    bench.event(1);
    bench.settle();
    assertEquals(List.of("now orders 6", "now replaces 0", "now cancels 2"), log);
    assertEquals(3, bench.lane.counters().ordersRefused());
    assertEquals(8, bench.lane.counters().orders());
    assertTrue(bench.records().get(0).is("orderRefused"));
  }

  @Test
  void shouldKeepLinesForCriticalStepsWhenADeferredStepsOrdersAreRefused() {
    bench.plan(
        bench.task(
            critical("now").emitsOrders(),
            cycle -> cycle.number() > 1 && log.add("now orders " + orders())),
        bench.task(
            sensitive("soon").emitsOrders(),
            cycle -> cycle.number() == 1 && log.add("soon orders " + orders())));
    bench.event(1);
    bench.settle();
    bench.event(2);
    bench.settle();
    assertEquals(List.of("soon orders 3", "now orders 3"), log);
  }

  @Test
  void shouldLetADeferredStepsCancelsUseTheWholeRing() {
    bench.plan(
        bench.task(critical("now").emitsOrders()),
        bench.task(sensitive("soon").emitsOrders(), logging("soon")));
    bench.event(1);
    bench.settle();
    assertEquals(List.of("soon orders 3", "soon replaces 0", "soon cancels 5"), log);
    final CycleLine slack = bench.records().get(1);
    assertEquals(8, slack.orders());
    assertTrue(slack.is("orderSent"));
    assertTrue(slack.is("orderRefused"));
  }

  @Test
  void shouldSayWhenTheLastOrderOfADeferredStepWasOut() {
    bench.plan(
        bench.task(
            sensitive("soon"),
            cycle -> {
              bench.clock.pass(40);
              return port.cancel(1, 0);
            }));
    bench.event(1);
    bench.turn();
    bench.clock.pass(1_000);
    bench.settle();
    final List<CycleLine> lines = bench.records();
    assertEquals(0, lines.get(0).orderOutNanos());
    assertEquals(40, lines.get(1).orderOutNanos());
  }
}
