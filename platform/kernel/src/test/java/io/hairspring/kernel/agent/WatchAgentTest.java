package io.hairspring.kernel.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.hairspring.api.monitor.ExecutionMonitor;
import io.hairspring.api.monitor.LaneGlimpse;
import io.hairspring.api.task.LatencyClass;
import io.hairspring.api.task.Task;
import io.hairspring.api.task.TaskDefinition;
import io.hairspring.api.task.TriggerKind;
import io.hairspring.kernel.graph.GraphLimits;
import io.hairspring.kernel.graph.TaskGraph;
import io.hairspring.kernel.graph.TaskNode;
import io.hairspring.kernel.lane.DeadlinePolicy;
import io.hairspring.kernel.lane.Lane;
import io.hairspring.kernel.lane.LaneRings;
import io.hairspring.kernel.lane.LaneSettings;
import io.hairspring.kernel.plan.Plan;
import io.hairspring.kernel.plan.PlanRules;
import io.hairspring.kernel.plan.TaskTimes;
import io.hairspring.kernel.ring.LineRing;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import org.agrona.DirectBuffer;
import org.junit.jupiter.api.Test;

class WatchAgentTest {
  private final SetClock clock = new SetClock();
  private final LaneRings rings =
      new LaneRings(new LineRing(8), new LineRing(8), new LineRing(8), new LineRing(8));
  private final Lane lane =
      new Lane(
          clock,
          rings,
          new LaneSettings(8, 2, 2, 0, DeadlinePolicy.COUNT, 0, 0, 0),
          Plan.empty(),
          new ArrayDeque<>());
  private final LaneWatch watch = new LaneWatch(lane, rings, () -> 42);
  private final WatchAgent agent = new WatchAgent(clock, List.of(watch));
  private final List<String> seen = new ArrayList<>();

  /** Writes down what it is shown. */
  private final class Scribe implements ExecutionMonitor {
    @Override
    public void onRecord(DirectBuffer buffer, int offset) {}

    @Override
    public void onTurn(long nowNanos, LaneGlimpse glimpse) {
      seen.add(
          nowNanos
              + " lane "
              + glimpse.lane()
              + " busy "
              + glimpse.busySince()
              + " task "
              + glimpse.task()
              + " waiting "
              + glimpse.marketWaiting());
    }
  }

  private void plan(Task task) {
    final TaskDefinition definition =
        TaskDefinition.named("only")
            .on(TriggerKind.MARKET_EVENT)
            .latencyClass(LatencyClass.CRITICAL)
            .budgetNanos(700)
            .build();
    final Plan plan =
        Plan.of(
            1,
            "test",
            TaskGraph.of(
                List.of(new TaskNode(5, definition, task, "test")), GraphLimits.ofTasks(8)),
            TaskTimes.DECLARED,
            PlanRules.automatic(List.of()));
    lane.offer(plan);
    watch.tasks(plan.tasksInForce());
  }

  @Test
  void shouldShowALaneInTheMiddleOfATask() {
    agent.monitors(List.of(new Scribe()));
    final int[] busy = new int[1];
    plan(
        cycle -> {
          clock.now = 3_000;
          busy[0] = agent.doWork();
          return true;
        });
    clock.now = 1_000;
    Lines.event(rings.market(), 1);
    Lines.event(rings.market(), 2);
    assertEquals(0, agent.doWork());
    lane.turn();
    lane.rest();
    assertEquals(1, busy[0]);
    assertEquals(
        List.of("1000 lane 0 busy 0 task 0 waiting 2", "3000 lane 0 busy 1000 task 5 waiting 2"),
        seen);
    assertEquals(1, watch.cycles());
    assertEquals(1, watch.marketWaiting());
    assertEquals(1, watch.recordsWaiting());
    assertEquals(0, watch.egressWaiting());
    assertEquals(42, watch.eventsSent());
    assertEquals("only", watch.tasks().task(5).name());
    assertEquals(700, watch.tasks().task(5).budgetNanos());
  }

  @Test
  void shouldLeaveOutAMonitorThatThrowsAndGoOnWithTheOthers() {
    final ExecutionMonitor broken =
        new ExecutionMonitor() {
          @Override
          public void onRecord(DirectBuffer buffer, int offset) {}

          @Override
          public void onTurn(long nowNanos, LaneGlimpse glimpse) {
            throw new IllegalStateException("broken");
          }
        };
    agent.monitors(List.of(new Scribe(), broken));
    agent.doWork();
    clock.now += WatchAgent.EVERY_NANOS;
    agent.doWork();
    assertEquals(2, seen.size());
  }

  @Test
  void shouldLeaveTheLaneAloneBetweenTwoLooks() {
    agent.monitors(List.of(new Scribe()));
    agent.doWork();
    clock.now += WatchAgent.EVERY_NANOS - 1;
    agent.doWork();
    assertEquals(1, seen.size());
    clock.now++;
    agent.doWork();
    assertEquals(2, seen.size());
  }

  @Test
  void shouldSayWhenNobodyElseIsToldAnyMore() {
    assertTrue(agent.settled());
    agent.monitors(List.of(new Scribe()));
    assertFalse(agent.settled());
    agent.doWork();
    assertTrue(agent.settled());
    assertSame(watch, agent.lanes().get(0));
  }

  @Test
  void shouldShowAMonitorThatLooksAtRecordsOnlyNothingElse() {
    agent.monitors(List.of((buffer, offset) -> seen.add("record")));
    agent.doWork();
    assertEquals(List.of(), seen);
  }
}
