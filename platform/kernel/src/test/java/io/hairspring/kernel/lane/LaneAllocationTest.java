package io.hairspring.kernel.lane;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import io.hairspring.api.market.Side;
import io.hairspring.api.order.OrderTerms;
import io.hairspring.api.task.LatencyClass;
import io.hairspring.api.task.Task;
import io.hairspring.api.task.TaskDefinition;
import io.hairspring.api.task.TriggerKind;
import io.hairspring.kernel.graph.GraphLimits;
import io.hairspring.kernel.graph.TaskGraph;
import io.hairspring.kernel.graph.TaskNode;
import io.hairspring.kernel.plan.Plan;
import io.hairspring.kernel.plan.PlanRules;
import io.hairspring.kernel.plan.TaskTimes;
import io.hairspring.kernel.ring.LineRing;
import io.hairspring.schema.MarketEventEncoder;
import io.hairspring.schema.MessageHeaderEncoder;
import java.lang.management.ManagementFactory;
import java.util.ArrayDeque;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Orders, deferral, slices that hold a resource, timers, sampling and shedding, all at once. */
class LaneAllocationTest {
  private static final int TURNS = 1_000_000;
  private static final int ROUNDS = 4;

  private final BenchClock clock = new BenchClock(1_000_000);
  private final LaneRings rings =
      new LaneRings(new LineRing(64), new LineRing(64), new LineRing(8), new LineRing(64));
  private final Lane lane =
      new Lane(
          clock,
          rings,
          new LaneSettings(64, 16, 4, 16, DeadlinePolicy.SKIP_DEFERRED, 0, 1, 1),
          Plan.empty(),
          new ArrayDeque<>());
  private final StrategyPort port = new StrategyPort(lane.orders(), 1);
  private final MarketEventEncoder event = new MarketEventEncoder();
  private final MessageHeaderEncoder header = new MessageHeaderEncoder();
  private int slice;

  private static TaskNode node(int number, TaskDefinition.Builder definition, Task task) {
    return new TaskNode(number, definition.build(), task, "test");
  }

  private void offerPlan(Tier tier) {
    final List<TaskNode> nodes =
        List.of(
            node(
                1,
                TaskDefinition.named("order")
                    .on(TriggerKind.MARKET_EVENT)
                    .latencyClass(LatencyClass.CRITICAL)
                    .emitsOrders()
                    .deadlineNanos(2_000)
                    .resources("file"),
                cycle -> port.send(0, Side.BID, 1, 1, OrderTerms.LIMIT) != 0),
            node(
                2,
                TaskDefinition.named("own-timer").every(5_000).precise(),
                cycle -> cycle.timers().at(cycle.timeNanos() + 300, 1) != 0),
            node(
                3,
                TaskDefinition.named("long").on(TriggerKind.MARKET_EVENT).resources("file"),
                cycle -> {
                  if (slice % 3 == 0) {
                    feed(slice);
                  }
                  if (++slice % 3 != 0) {
                    cycle.again();
                  }
                  return true;
                }),
            node(
                4,
                TaskDefinition.named("log").after("long").sheddable(),
                cycle -> cycle.shouldYield()));
    lane.offer(
        tier.of(
            Plan.of(
                1,
                "test",
                TaskGraph.of(nodes, GraphLimits.ofTasks(64)),
                TaskTimes.DECLARED,
                PlanRules.automatic(List.of()))));
  }

  private void turns() {
    for (int i = 0; i < TURNS; i++) {
      clock.pass(i % 64 == 0 ? 3_000 : 40);
      if ((i & 7) == 0) {
        feed(i);
      }
      lane.turn();
      drain(rings.egress(), i);
      drain(rings.records(), i);
    }
  }

  private void feed(long sequence) {
    if (rings.market().claim() != LineRing.FULL) {
      event
          .wrapAndApplyHeader(rings.market().buffer(), rings.market().claim(), header)
          .sequence(sequence);
      rings.market().commit();
    }
  }

  private static void drain(LineRing ring, int turn) {
    if (turn % 16 < 12) {
      ring.release(ring.contiguous());
    }
  }

  @ParameterizedTest
  @EnumSource
  void shouldAllocateNothingInAMillionTurns(Tier tier) {
    final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    offerPlan(tier);
    long least = Long.MAX_VALUE;
    // Warm up is the first round: what the virtual machine allocates once, to load and to link, is
    // gone by the next. A lane that allocates does so in every round.
    for (int i = 0; i < ROUNDS; i++) {
      final long before = threads.getCurrentThreadAllocatedBytes();
      turns();
      least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
    }
    assertEquals(0, least, "bytes in " + TURNS + " turns");
    final LaneCounters counters = lane.counters();
    assertTrue(counters.cycles() > TURNS);
    assertTrue(counters.timersFired() > 0);
    assertTrue(counters.parked() > 0);
    assertTrue(counters.stepsForced() > 0);
    assertTrue(counters.orders() > 0);
    assertTrue(counters.ceilings() > 0);
  }
}
