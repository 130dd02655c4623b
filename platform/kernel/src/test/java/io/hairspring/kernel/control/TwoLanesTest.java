package io.hairspring.kernel.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.hairspring.api.control.LaneStatus;
import io.hairspring.api.control.Pace;
import io.hairspring.api.control.PlannedStep;
import io.hairspring.api.control.RingStatus;
import io.hairspring.api.task.Cycle;
import io.hairspring.api.task.LatencyClass;
import io.hairspring.api.task.Task;
import io.hairspring.api.task.TaskDefinition;
import io.hairspring.api.task.TriggerKind;
import io.hairspring.kernel.control.Registry.ProviderPlug;
import io.hairspring.kernel.control.Registry.TaskPlug;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class TwoLanesTest {
  private static final long DEADLINE = TimeUnit.SECONDS.toNanos(20);

  private final KernelPlatform platform =
      new KernelPlatform(
          KernelSettings.from(
              Map.of(
                  "lane.core",
                  "none",
                  "lanes",
                  "2",
                  "ring.market",
                  "1024",
                  "plan.dynamic",
                  "false")),
          true);

  /** Remembers the cycle it last ran in; plain fields, since the kernel has to make them seen. */
  private static class Signal implements Task {
    private final long everyNth;
    private long lastCycle;
    private long runs;
    private Thread thread;

    Signal(long everyNth) {
      this.everyNth = everyNth;
    }

    @Override
    public boolean run(Cycle cycle) {
      lastCycle = cycle.number();
      runs++;
      thread = Thread.currentThread();
      return runs % everyNth == 0;
    }
  }

  @BeforeEach
  void plugIn() {
    platform.change(
        "test",
        r -> {
          r.feeds.put("count", new ProviderPlug<>(new CountingFeed(), "count", "count:100"));
          r.gateways.put("echo", new ProviderPlug<>(new EchoGateway(), "echo", "echo:"));
        });
  }

  @AfterEach
  void shutDown() {
    platform.shutDown();
  }

  private void plug(Task task, TaskDefinition.Builder definition) {
    final TaskDefinition built = definition.latencyClass(LatencyClass.CRITICAL).build();
    platform.change("test", r -> r.tasks.put(task, new TaskPlug(task, built, "bundle test")));
  }

  private void run(String feed) {
    platform.open(feed, Pace.fast(), "echo:");
    assertTrue(TradingSession.await(() -> platform.feed().ended(), DEADLINE));
    assertTrue(platform.awaitIdle(DEADLINE));
  }

  @Test
  void shouldRunIndependentCriticalTasksOnBothLanesAndJoinThemBeforeTheOrder() {
    final Signal left = new Signal(1);
    final Signal right = new Signal(1);
    final AtomicLong torn = new AtomicLong();
    plug(left, TaskDefinition.named("left").after("book").budgetNanos(5_000));
    plug(right, TaskDefinition.named("right").after("book").budgetNanos(5_000));
    final Signal order =
        new Signal(1) {
          @Override
          public boolean run(Cycle cycle) {
            if (left.lastCycle != cycle.number() || right.lastCycle != cycle.number()) {
              torn.incrementAndGet();
            }
            return super.run(cycle);
          }
        };
    plug(order, TaskDefinition.named("order").after("left", "right").emitsOrders());
    run("count:50000");

    assertEquals(50_000, left.runs);
    assertEquals(50_000, right.runs);
    assertEquals(50_000, order.runs);
    assertEquals(0, torn.get(), "orders that did not see both signals of their cycle");
    assertTrue(left.thread != right.thread, "both ran on one lane");
    final List<LaneStatus> lanes = platform.lanes();
    assertEquals(2, lanes.size());
    assertEquals(50_000, lanes.get(1).cycles());
    assertEquals(lanes.get(0).epoch(), lanes.get(1).epoch());
    final List<PlannedStep> steps = platform.plan().steps().get(TriggerKind.MARKET_EVENT);
    assertTrue(steps.stream().anyMatch(step -> step.lane() == 1 && !step.deferred()));
  }

  @Test
  void shouldPassAChangeFromLaneToLaneOnlyWhenThereIsOne() {
    final Signal left = new Signal(4);
    final Signal right = new Signal(4);
    final Signal afterLeft = new Signal(1);
    final Signal afterRight = new Signal(1);
    plug(left, TaskDefinition.named("left").after("book").lane(1));
    plug(right, TaskDefinition.named("right").after("book").lane(0));
    plug(afterLeft, TaskDefinition.named("after-left").after("left").lane(0));
    plug(afterRight, TaskDefinition.named("after-right").after("right").lane(1));
    run("count:40000");
    assertEquals(40_000, left.runs);
    assertEquals(40_000, right.runs);
    assertEquals(10_000, afterLeft.runs);
    assertEquals(10_000, afterRight.runs);
  }

  @Test
  void shouldRunDeferredTasksOnLaneZeroWithWhatTheOtherLaneChanged() {
    final Signal left = new Signal(2);
    final Signal log = new Signal(1);
    plug(left, TaskDefinition.named("left").after("book").lane(1));
    final TaskDefinition definition =
        TaskDefinition.named("log").after("left").latencyClass(LatencyClass.BACKGROUND).build();
    platform.change("test", r -> r.tasks.put(log, new TaskPlug(log, definition, "bundle test")));
    run("count:10000");
    assertEquals(10_000, left.runs);
    assertEquals(5_000, log.runs);
  }

  @Test
  void shouldTellOfEveryRingHowMuchWentThroughAndWhatWaits() {
    assertEquals(List.of(), platform.rings());
    run("count:500");
    assertEquals(
        List.of("0 market", "0 reports", "0 egress", "0 records", "1 hops", "1 records"),
        platform.rings().stream().map(ring -> ring.lane() + " " + ring.name()).toList());
    final RingStatus market = platform.rings().get(0);
    assertEquals(new RingStatus(0, "market", 1_024, 500, 0), market);
    assertEquals(platform.lanes().get(0).recordsWritten(), platform.rings().get(3).written());
  }

  @Test
  void shouldLoseNoEventWhilePlansChangeOnBothLanes() {
    final Signal left = new Signal(1);
    plug(left, TaskDefinition.named("left").after("book").lane(1));
    platform.open("count:", Pace.fast(), "echo:");
    for (int i = 0; i < 30; i++) {
      final Signal passing = new Signal(1);
      plug(passing, TaskDefinition.named("passing").after("left").lane(i % 2));
      platform.arrivals().leave("test", passing);
    }
    platform.pause(true);
    assertTrue(platform.awaitIdle(DEADLINE));
    assertEquals(platform.feed().events(), left.runs);
  }
}
