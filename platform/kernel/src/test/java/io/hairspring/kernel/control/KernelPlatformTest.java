package io.hairspring.kernel.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.hairspring.api.control.Pace;
import io.hairspring.api.control.TaskStatus;
import io.hairspring.api.market.InstrumentDirectory;
import io.hairspring.api.market.MarketEvent;
import io.hairspring.api.market.OrderBook;
import io.hairspring.api.market.Side;
import io.hairspring.api.order.ExecutionReport;
import io.hairspring.api.order.OrderPort;
import io.hairspring.api.order.OrderTerms;
import io.hairspring.api.strategy.TradingStrategy;
import io.hairspring.api.task.LatencyClass;
import io.hairspring.api.task.Task;
import io.hairspring.api.task.TaskDefinition;
import io.hairspring.api.task.TriggerKind;
import io.hairspring.kernel.control.Registry.ProviderPlug;
import io.hairspring.kernel.control.Registry.StrategyPlug;
import io.hairspring.kernel.control.Registry.TaskPlug;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class KernelPlatformTest {
  private static final long DEADLINE = TimeUnit.SECONDS.toNanos(20);

  private final KernelPlatform platform =
      new KernelPlatform(
          KernelSettings.from(Map.of("lane.core", "none", "ring.market", "1024")), true);
  private final CountingFeed feed = new CountingFeed();

  /** Sends an order on every hundredth event, and counts. */
  private static final class Sender implements TradingStrategy {
    private volatile long events;
    private volatile long reports;
    private volatile boolean started;

    @Override
    public void start(InstrumentDirectory instruments) {
      started = true;
    }

    @Override
    public void onMarketEvent(MarketEvent event, OrderBook book, OrderPort orders) {
      final long seen = events + 1;
      events = seen;
      if (seen % 100 == 0) {
        orders.send(event.instrument(), Side.BID, event.price(), 1, OrderTerms.LIMIT);
      }
    }

    @Override
    public void onExecutionReport(ExecutionReport report, OrderPort orders) {
      final long seen = reports + 1;
      reports = seen;
    }
  }

  @BeforeEach
  void plugIn() {
    platform.change(
        "test",
        r -> {
          r.feeds.put("count", new ProviderPlug<>(feed, "count", "count:100"));
          r.gateways.put("echo", new ProviderPlug<>(new EchoGateway(), "echo", "echo:"));
        });
  }

  @AfterEach
  void shutDown() {
    platform.shutDown();
  }

  private void plug(TradingStrategy strategy, String name, int slot, String... symbols) {
    final StrategyPlug plug =
        new StrategyPlug(
            strategy,
            TaskDefinition.named(name)
                .after("book")
                .on(TriggerKind.EXECUTION_REPORT, TriggerKind.TIMER)
                .instruments(symbols)
                .latencyClass(LatencyClass.CRITICAL)
                .emitsOrders()
                .build(),
            "bundle test",
            slot);
    platform.change("test", r -> r.strategies.put(strategy, plug));
  }

  private void plug(Task task, TaskDefinition definition) {
    platform.change("test", r -> r.tasks.put(task, new TaskPlug(task, definition, "bundle test")));
  }

  private static void await(String what, BooleanSupplier condition) {
    assertTrue(TradingSession.await(condition, DEADLINE), what);
  }

  private TaskStatus status(String name) {
    return platform.tasks().stream()
        .filter(t -> t.definition().name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void shouldRunEveryEventOfAFiniteFeedAndBringReportsBack() {
    final Sender sender = new Sender();
    plug(sender, "sender", 1);
    platform.open("count:50000", Pace.fast(), "echo:");
    await("feed ends", () -> platform.feed().ended());
    assertTrue(platform.awaitIdle(DEADLINE));

    assertTrue(sender.started);
    assertEquals(50_000, sender.events);
    assertEquals(500, sender.reports);
    assertEquals(50_000, platform.feed().events());
    assertEquals(50_000, platform.lanes().get(0).events());
    assertEquals(50_500, platform.lanes().get(0).cycles());
    assertEquals(500, platform.gateway().acknowledged());
    assertEquals(0, platform.book(0).orElseThrow().size());
  }

  @Test
  void shouldRunOnALanesThreadBetweenItsCyclesWhatChangesTheLane() {
    final List<String> ran = new CopyOnWriteArrayList<>();
    final String lane = "hairspring-lane-0";
    assertFalse(platform.probe().betweenCycles(lane, () -> ran.add("too early"), DEADLINE));
    platform.open("count:", Pace.fast(), "echo:");
    assertTrue(
        platform
            .probe()
            .betweenCycles(lane, () -> ran.add(Thread.currentThread().getName()), DEADLINE));
    assertFalse(platform.probe().betweenCycles("other", () -> ran.add("elsewhere"), DEADLINE));
    assertThrows(
        IllegalStateException.class,
        () ->
            platform
                .probe()
                .betweenCycles(
                    lane,
                    () -> {
                      throw new IllegalStateException("refused");
                    },
                    DEADLINE));
    assertEquals(List.of(lane), ran);
  }

  @Test
  void shouldNotRunLaterWhatALaneDidNotComeToInTime() {
    final AtomicBoolean held = new AtomicBoolean(true);
    final AtomicBoolean inside = new AtomicBoolean();
    final List<String> ran = new CopyOnWriteArrayList<>();
    plug(
        cycle -> {
          inside.set(true);
          while (held.get()) {
            Thread.onSpinWait();
          }
          return false;
        },
        TaskDefinition.named("holder").on(TriggerKind.MARKET_EVENT).build());
    platform.open("count:1000", Pace.fast(), "echo:");
    await("the lane is held", inside::get);
    assertFalse(
        platform.probe().betweenCycles("hairspring-lane-0", () -> ran.add("late"), 20_000_000));
    held.set(false);
    assertTrue(platform.awaitIdle(DEADLINE));
    assertEquals(List.of(), ran);
  }

  @Test
  void shouldLoseNoEventWhileStrategiesComeAndGo() {
    final Sender staying = new Sender();
    plug(staying, "staying", 1);
    platform.open("count:", Pace.fast(), "echo:");
    for (int i = 0; i < 50; i++) {
      final Sender passing = new Sender();
      plug(passing, "passing", 2 + i);
      await("it sees events", () -> passing.events > 0);
      platform.arrivals().leave("test", passing);
      final long left = passing.events;
      final long now = staying.events;
      await("the other goes on", () -> staying.events > now + 10);
      assertEquals(left, passing.events, "an event after it was taken out");
    }
    platform.pause(true);
    assertTrue(platform.awaitIdle(DEADLINE));
    assertEquals(platform.feed().events(), staying.events);
  }

  @Test
  void shouldGiveAStrategyOnlyTheEventsOfItsInstruments() {
    final Sender elsewhere = new Sender();
    plug(elsewhere, "elsewhere", 1, "OTHER");
    platform.open("count:1000", Pace.fast(), "echo:");
    await("feed ends", () -> platform.feed().ended());
    assertTrue(platform.awaitIdle(DEADLINE));
    assertEquals(0, elsewhere.events);
  }

  @Test
  void shouldQuarantineAStrategyThatThrowsAndGoOn() {
    final Sender healthy = new Sender();
    plug(healthy, "healthy", 1);
    plug(
        (event, book, orders) -> {
          throw new IllegalStateException("division of the indivisible");
        },
        "broken",
        2);
    platform.open("count:", Pace.fixedRate(100_000), "echo:");
    await("quarantine", () -> status("broken").state() == TaskStatus.State.QUARANTINED);

    assertTrue(status("broken").reason().contains("division of the indivisible"));
    assertEquals("bundle test", status("broken").origin());
    assertEquals(TaskStatus.State.PLANNED, status("healthy").state());
    assertFalse(platform.plan().sequences().get(TriggerKind.MARKET_EVENT).contains("broken"));
    final long now = healthy.events;
    await("the other goes on", () -> healthy.events > now + 1000);
  }

  @Test
  void shouldGoOnWhenATaskThatHasLeftSinceHadFailed() {
    final AtomicBoolean fails = new AtomicBoolean();
    final AtomicBoolean failed = new AtomicBoolean();
    final Task leaving =
        cycle -> {
          if (fails.get()) {
            failed.set(true);
            throw new IllegalStateException("as told");
          }
          return false;
        };
    plug(leaving, TaskDefinition.named("leaving").after("book").build());
    platform.open("count:", Pace.fixedRate(10_000), "echo:");
    // On the thread that would take it out of the plan: it fails and leaves before that comes by.
    platform.change(
        "test",
        r -> {
          fails.set(true);
          await("it fails", failed::get);
          r.tasks.remove(leaving);
        });
    final long before = platform.lanes().get(0).events();
    await("trading goes on", () -> platform.lanes().get(0).events() > before + 10_000);
  }

  @Test
  void shouldQuarantineATaskThatDoesNotReturnAndGoOnWithoutItWhenItDoes() {
    final AtomicBoolean release = new AtomicBoolean();
    final AtomicLong runs = new AtomicLong();
    plug(
        cycle -> {
          runs.incrementAndGet();
          while (!release.get()) {
            Thread.onSpinWait();
          }
          return false;
        },
        TaskDefinition.named("endless").after("book").build());
    platform.open("count:", Pace.fixedRate(1_000), "echo:");
    await("it is stuck", () -> runs.get() == 1);
    final long stuck = System.nanoTime();
    await("a second", () -> System.nanoTime() - stuck > TimeUnit.MILLISECONDS.toNanos(1_500));
    release.set(true);
    await("quarantine", () -> status("endless").state() == TaskStatus.State.QUARANTINED);
    assertTrue(status("endless").reason().startsWith("did not return to the lane in plan"));
    final long before = platform.lanes().get(0).events();
    await("the lane goes on", () -> platform.lanes().get(0).events() > before + 10);
    assertTrue(runs.get() < platform.lanes().get(0).events());
  }

  @Test
  void shouldQuarantineAStrategyThatCannotStart() {
    plug(
        new TradingStrategy() {
          @Override
          public void start(InstrumentDirectory instruments) {
            throw new IllegalStateException("no model file");
          }

          @Override
          public void onMarketEvent(MarketEvent event, OrderBook book, OrderPort orders) {
            throw new AssertionError("not started");
          }
        },
        "unready",
        1);
    platform.open("count:100", Pace.fast(), "echo:");
    assertEquals(TaskStatus.State.QUARANTINED, status("unready").state());
    assertTrue(status("unready").reason().contains("no model file"));
  }

  @Test
  void shouldRefuseATaskWithAnUnknownDependencyAndRunTheRest() {
    final long[] runs = new long[1];
    plug(
        cycle -> {
          runs[0]++;
          return true;
        },
        TaskDefinition.named("analytics").after("book").build());
    plug(cycle -> true, TaskDefinition.named("lost").after("nowhere").build());
    platform.open("count:1000", Pace.fast(), "echo:");
    await("feed ends", () -> platform.feed().ended());
    assertTrue(platform.awaitIdle(DEADLINE));
    assertEquals(1000, runs[0]);
    assertEquals(TaskStatus.State.REFUSED, status("lost").state());
    assertEquals("unknown dependency: nowhere", status("lost").reason());
  }

  @Test
  void shouldNameTheKnownKindsWhenAUriIsUnknown() {
    final var feedRefusal =
        assertThrows(
            IllegalArgumentException.class, () -> platform.open("tape:", Pace.fast(), "echo:"));
    assertEquals("feed tape:: no such kind; use one like count:100", feedRefusal.getMessage());
    final var gatewayRefusal =
        assertThrows(
            IllegalArgumentException.class,
            () -> platform.open("count:", Pace.fast(), "carrier-pigeon"));
    assertEquals(
        "gateway carrier-pigeon: no such kind; use one like echo:", gatewayRefusal.getMessage());
    assertEquals(List.of(), platform.lanes());
  }

  @Test
  void shouldSayWhatIsWrongWithAUriBeforeAnythingIsOpened() {
    assertThrows(IllegalArgumentException.class, () -> platform.check("tape:", "echo:"));
    assertThrows(IllegalArgumentException.class, () -> platform.check("count:", "pigeon:"));
    platform.check("count:", "echo:");
    assertTrue(feed.closed);
    assertEquals(List.of(), platform.lanes());
  }

  @Test
  void shouldCloseTheFeedWhenTheSessionCloses() {
    platform.open("count:", Pace.fast(), "echo:");
    platform.close();
    assertTrue(feed.closed);
    assertEquals(List.of(), platform.lanes());
  }

  @Test
  void shouldRelayLinesAndReadTheBareClockWhileTheFeedIsPaused() {
    platform.open("count:", Pace.fixedRate(50_000), "echo:");
    platform.pause(true);
    assertTrue(platform.awaitIdle(DEADLINE));
    final long events = platform.lanes().get(0).events();
    final long[] counts = new long[2];
    platform.probe().relay(1_000, nanos -> counts[0]++);
    platform.probe().bareClock(50_000_000, nanos -> counts[1]++);
    assertEquals(1_000, counts[0]);
    assertTrue(counts[1] > 10);
    assertEquals(events, platform.lanes().get(0).events());
    platform.pause(false);
    await("trading goes on", () -> platform.lanes().get(0).events() > events + 10);
  }

  @Test
  void shouldOpenByItselfOnceTheFeedAndGatewayAreThere() {
    platform.autostart("count:", Pace.fast(), "late:");
    assertEquals(List.of(), platform.lanes());
    platform.change(
        "test",
        r -> r.gateways.put("late", new ProviderPlug<>(new EchoGateway(), "late", "late:")));
    await("session", () -> !platform.lanes().isEmpty());
    assertEquals("late:", platform.gateway().uri());
  }

  @Test
  void shouldAllocateNothingOnTheLaneInTenMillionCycles() {
    plug(new Sender(), "sender", 1);
    final Task ticker = cycle -> false;
    final Task analytics = cycle -> cycle.number() % 2 == 0;
    final TaskDefinition ticking = TaskDefinition.named("ticker").every(10_000).build();
    final TaskDefinition deferred =
        TaskDefinition.named("analytics")
            .after("book")
            .latencyClass(LatencyClass.BACKGROUND)
            .sheddable()
            .build();
    platform.change(
        "test",
        r -> {
          r.tasks.put(ticker, new TaskPlug(ticker, ticking, "bundle test"));
          r.tasks.put(analytics, new TaskPlug(analytics, deferred, "bundle test"));
        });
    platform.open("count:", Pace.fast(), "echo:");
    awaitCycles(2_000_000);
    final long before = platform.lanes().get(0).allocatedBytes();
    awaitCycles(platform.lanes().get(0).cycles() + 10_000_000);
    assertEquals(0, platform.lanes().get(0).allocatedBytes() - before);
    assertTrue(platform.lanes().get(0).pressure().timersFired() > 0);
  }

  private void awaitCycles(long cycles) {
    assertTrue(
        TradingSession.await(() -> platform.lanes().get(0).cycles() > cycles, 2 * DEADLINE),
        "not in time: " + cycles + " cycles");
  }
}
