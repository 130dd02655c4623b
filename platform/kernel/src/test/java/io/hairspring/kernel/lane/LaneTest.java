package io.hairspring.kernel.lane;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.hairspring.api.market.Side;
import io.hairspring.api.order.OrderTerms;
import io.hairspring.api.task.LatencyClass;
import io.hairspring.api.task.Task;
import io.hairspring.api.task.TaskDefinition;
import io.hairspring.api.task.TriggerKind;
import io.hairspring.api.time.PlatformClock;
import io.hairspring.kernel.graph.GraphLimits;
import io.hairspring.kernel.graph.TaskGraph;
import io.hairspring.kernel.graph.TaskNode;
import io.hairspring.kernel.plan.Plan;
import io.hairspring.kernel.plan.PlanRules;
import io.hairspring.kernel.plan.TaskTimes;
import io.hairspring.kernel.ring.LineRing;
import io.hairspring.schema.CycleRecordDecoder;
import io.hairspring.schema.ExecutionReportEncoder;
import io.hairspring.schema.MarketEventDecoder;
import io.hairspring.schema.MarketEventEncoder;
import io.hairspring.schema.MessageHeaderDecoder;
import io.hairspring.schema.MessageHeaderEncoder;
import io.hairspring.schema.OrderCommandDecoder;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(Tier.class)
class LaneTest {
  private static final long TICK = 10;

  private final Tier tier;
  private int numbers;
  private final List<String> ran = new ArrayList<>();
  private final Queue<TaskFailure> failures = new ArrayDeque<>();
  private final LaneRings rings =
      new LaneRings(new LineRing(8), new LineRing(8), new LineRing(2), new LineRing(8));
  private final Lane lane =
      new Lane(
          new TickingClock(),
          rings,
          new LaneSettings(64, 8, 2, 0, DeadlinePolicy.COUNT, 0, 0, 0),
          Plan.empty(),
          failures);

  LaneTest(Tier tier) {
    this.tier = tier;
  }

  /** Every reading is ten nanoseconds after the last. */
  private static final class TickingClock implements PlatformClock {
    private long now;

    @Override
    public long nanoTime() {
      now += TICK;
      return now;
    }

    @Override
    public long epochNanos(long nanoTime) {
      return nanoTime;
    }
  }

  private TaskNode task(TaskDefinition.Builder definition, Task task) {
    final TaskDefinition built = definition.build();
    return new TaskNode(
        ++numbers,
        built,
        cycle -> {
          ran.add(built.name());
          return task.run(cycle);
        },
        "test");
  }

  private static TaskDefinition.Builder onEvent(String name) {
    return TaskDefinition.named(name)
        .on(TriggerKind.MARKET_EVENT)
        .latencyClass(LatencyClass.CRITICAL);
  }

  private static TaskDefinition.Builder after(String name, String... dependencies) {
    return TaskDefinition.named(name).after(dependencies).latencyClass(LatencyClass.CRITICAL);
  }

  private void plan(int epoch, TaskNode... nodes) {
    lane.offer(
        tier.of(
            Plan.of(
                epoch,
                "test",
                TaskGraph.of(List.of(nodes), GraphLimits.ofTasks(64)),
                TaskTimes.DECLARED,
                PlanRules.automatic(List.of()))));
  }

  private void event(long sequence, long due) {
    new MarketEventEncoder()
        .wrapAndApplyHeader(
            rings.market().buffer(), rings.market().claim(), new MessageHeaderEncoder())
        .sequence(sequence)
        .receiveNanos(due);
    rings.market().commit();
  }

  private void report(long clientOrderId) {
    new ExecutionReportEncoder()
        .wrapAndApplyHeader(
            rings.reports().buffer(), rings.reports().claim(), new MessageHeaderEncoder())
        .clientOrderId(clientOrderId);
    rings.reports().commit();
  }

  private CycleRecordDecoder nextRecord() {
    lane.rest();
    final CycleRecordDecoder line = new CycleRecordDecoder();
    line.wrapAndApplyHeader(
        rings.records().buffer(), rings.records().peek(), new MessageHeaderDecoder());
    rings.records().release();
    return line;
  }

  @Test
  void shouldBeIdleWithoutATrigger() {
    assertFalse(lane.turn());
    assertEquals(LineRing.EMPTY, rings.records().peek());
  }

  @Test
  void shouldRunTheStepsOfATriggerInOrderAndWriteOneRecord() {
    plan(1, task(onEvent("a"), c -> true), task(after("b", "a"), c -> true));
    event(7, 3);
    assertTrue(lane.turn());

    assertEquals(List.of("a", "b"), ran);
    final CycleRecordDecoder line = nextRecord();
    assertEquals(1, line.cycle());
    assertEquals(7, line.triggerSequence());
    assertEquals(3, line.dueNanos());
    // The first reading is of the adoption.
    assertEquals(2 * TICK, line.startNanos());
    assertEquals(3 * TICK, line.endNanos());
    assertEquals(1, line.epoch());
    assertEquals(2, line.steps());
    assertEquals(MarketEventDecoder.TEMPLATE_ID, line.trigger());
    assertTrue(line.outcome().planAdopted());
    assertFalse(line.outcome().orderSent());
    assertEquals(LineRing.EMPTY, rings.records().peek());
  }

  @Test
  void shouldSkipATaskNoneOfWhoseInputsChanged() {
    plan(
        1,
        task(onEvent("a"), c -> false),
        task(onEvent("b"), c -> true),
        task(after("on-a", "a"), c -> true),
        task(after("on-both", "a", "b"), c -> true),
        task(after("on-on-a", "on-a"), c -> true));
    event(1, 0);
    lane.turn();
    assertEquals(List.of("a", "b", "on-both"), ran);
    assertEquals(3, nextRecord().steps());
  }

  @Test
  void shouldTakeReportsBeforeMarketEvents() {
    plan(
        1,
        task(onEvent("on-event"), c -> true),
        task(
            TaskDefinition.named("on-report")
                .on(TriggerKind.EXECUTION_REPORT)
                .latencyClass(LatencyClass.CRITICAL),
            c -> true));
    event(1, 0);
    report(5);
    lane.turn();
    lane.turn();
    assertEquals(List.of("on-report", "on-event"), ran);
    assertEquals(1, lane.counters().events());
    assertEquals(2, lane.counters().cycles());
  }

  @Test
  void shouldAdoptAPlanBetweenCycles() {
    plan(1, task(onEvent("old"), c -> true));
    event(1, 0);
    lane.turn();
    plan(2, task(onEvent("new"), c -> true));
    assertEquals(1, lane.epoch());
    lane.turn();
    assertEquals(2, lane.epoch());
    event(2, 0);
    lane.turn();
    assertEquals(List.of("old", "new"), ran);
    assertEquals(1, nextRecord().epoch());
    assertEquals(2, nextRecord().epoch());
  }

  @Test
  void shouldLeaveOutATaskThatThrowsAndGoOnWithTheRest() {
    plan(
        1,
        task(onEvent("a"), c -> true),
        task(
            onEvent("b"),
            c -> {
              throw new IllegalStateException("broken");
            }),
        task(after("c", "a"), c -> true),
        task(after("d", "b"), c -> true));
    event(1, 0);
    event(2, 0);
    lane.turn();
    lane.turn();
    assertEquals(List.of("a", "b", "c", "a", "c"), ran);
    assertTrue(nextRecord().outcome().taskFailed());
    assertFalse(nextRecord().outcome().taskFailed());
    final TaskFailure failure = failures.remove();
    assertEquals("b", failure.name());
    assertEquals("broken", failure.cause().getMessage());
    assertTrue(failures.isEmpty());
  }

  @Test
  void shouldSendAnOrderThatNamesItsCauseAndSayWhenItWasOut() {
    final StrategyPort port = new StrategyPort(lane.orders(), 3);
    plan(
        1,
        task(
            onEvent("a"),
            c -> port.send(4, Side.ASK, 100, 2, OrderTerms.IMMEDIATE_OR_CANCEL) != 0));
    event(9, 5);
    lane.turn();
    final OrderCommandDecoder command = new OrderCommandDecoder();
    command.wrapAndApplyHeader(
        rings.egress().buffer(), rings.egress().peek(), new MessageHeaderDecoder());
    assertTrue(port.owns(command.clientOrderId()));
    assertFalse(new StrategyPort(lane.orders(), 4).owns(command.clientOrderId()));
    assertEquals(9, command.causeSequence());
    assertEquals(5, command.causeNanos());
    assertEquals(2 * TICK, command.decisionNanos());
    assertEquals(Side.ASK.ordinal(), command.side());
    assertEquals(OrderTerms.IMMEDIATE_OR_CANCEL.ordinal(), command.terms());
    final CycleRecordDecoder line = nextRecord();
    assertEquals(TICK, line.orderOutNanos());
    assertEquals(1, line.orders());
    assertTrue(line.outcome().orderSent());
  }

  @Test
  void shouldRefuseAndCountAnOrderWhenTheEgressRingIsFull() {
    final StrategyPort port = new StrategyPort(lane.orders(), 1);
    plan(
        1,
        task(
            onEvent("a"),
            c -> {
              assertTrue(port.send(0, Side.BID, 1, 1, OrderTerms.LIMIT) > 0);
              assertTrue(port.cancel(1, 0));
              assertFalse(port.replace(1, 0, 1, 1));
              return port.send(0, Side.BID, 1, 1, OrderTerms.LIMIT) != 0;
            }));
    event(1, 0);
    lane.turn();
    assertTrue(nextRecord().outcome().orderRefused());
    assertEquals(2, lane.counters().orders());
    assertEquals(2, lane.counters().ordersRefused());
    assertTrue(failures.isEmpty());
  }

  @Test
  void shouldDropAndCountRecordsWhenTheirRingIsFullAndMarkTheGap() {
    plan(1, task(onEvent("a"), c -> true));
    for (int i = 1; i <= 10; i++) {
      event(i, 0);
      lane.turn();
    }
    assertEquals(2, lane.counters().recordsDropped());
    for (int i = 1; i <= 8; i++) {
      assertFalse(nextRecord().outcome().gapBefore());
    }
    event(11, 0);
    lane.turn();
    final CycleRecordDecoder line = nextRecord();
    assertTrue(line.outcome().gapBefore());
    assertEquals(11, line.cycle());
  }

  @Test
  void shouldLendItsThreadToAGuestBetweenCycles() {
    lane.lend((market, egress, records) -> ran.add("guest"));
    assertTrue(lane.lent());
    lane.turn();
    assertFalse(lane.lent());
    assertEquals(List.of("guest"), ran);
  }

  @Test
  void shouldWalkTheStepsOfAnEventWithoutACycleOfItsOwn() {
    plan(1, task(onEvent("a"), cycle -> true), task(after("b", "a"), cycle -> false));
    lane.turn();
    event(7, 3);
    lane.walk(rings.market().buffer(), rings.market().peek());
    lane.walk(rings.market().buffer(), rings.market().peek());
    assertEquals(List.of("a", "b", "a", "b"), ran);
    assertEquals(0, lane.counters().cycles());
    assertEquals(LineRing.EMPTY, rings.records().peek());
    ran.clear();
    lane.turn();
    assertEquals(List.of("a", "b"), ran);
    assertEquals(1, nextRecord().cycle());
  }
}
