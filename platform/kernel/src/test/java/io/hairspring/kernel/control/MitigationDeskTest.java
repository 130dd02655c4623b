package io.hairspring.kernel.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.hairspring.api.control.HaltStatus;
import io.hairspring.api.control.MitigationStatus;
import io.hairspring.api.control.Mitigations;
import io.hairspring.api.control.Mitigations.Party;
import io.hairspring.api.control.Pace;
import io.hairspring.api.control.TaskStatus;
import io.hairspring.api.control.TaskStatus.State;
import io.hairspring.api.market.MarketEvent;
import io.hairspring.api.market.OrderBook;
import io.hairspring.api.market.Side;
import io.hairspring.api.order.OrderPort;
import io.hairspring.api.order.OrderTerms;
import io.hairspring.api.strategy.TradingStrategy;
import io.hairspring.api.task.TaskDefinition;
import io.hairspring.api.task.TriggerKind;
import io.hairspring.kernel.swap.Rank;
import io.hairspring.kernel.trading.StrategyTask;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Mitigations on a platform that trades. */
@Timeout(60)
class MitigationDeskTest {
  private static final long DEADLINE = TimeUnit.SECONDS.toNanos(20);
  private static final String WHY = "a test";

  // At 100 events a second nine of them are 90 ms, by the clock of whoever sends.
  private static final long NINE_GAPS = TimeUnit.MILLISECONDS.toNanos(80);

  private final KernelPlatform platform =
      new KernelPlatform(
          KernelSettings.from(Map.of("lane.core", "none", "ring.market", "1024")), true);
  private final Mitigations desk = platform.mitigations();
  private final List<String> notes = new ArrayList<>();
  private final Sender main = new Sender();
  private final Sender spare = new Sender();

  /** Sends an order that rests on every thousandth event. */
  private static final class Sender implements TradingStrategy {
    private final AtomicLong events = new AtomicLong();
    private final AtomicLong orders = new AtomicLong();

    @Override
    public void onMarketEvent(MarketEvent event, OrderBook book, OrderPort port) {
      if (events.incrementAndGet() % 1_000 == 0
          && port.send(event.instrument(), Side.BID, 100, 1, OrderTerms.LIMIT)
              != OrderPort.REFUSED) {
        orders.incrementAndGet();
      }
    }
  }

  @BeforeEach
  void open() {
    ((MitigationDesk) desk)
        .journal((kind, code, value, text) -> notes.add(kind + " " + code + " " + text));
    platform.change(
        "test",
        r -> {
          r.feeds.put(
              "count", new Registry.ProviderPlug<>(new CountingFeed(), "count", "count:100"));
          r.gateways.put("echo", new Registry.ProviderPlug<>(new EchoGateway(), "echo", "echo:"));
          r.add(plug(main, "main", 1, "spare"));
          r.add(plug(spare, "spare", 2, ""));
        });
    reopen();
  }

  private void reopen() {
    platform.open("count:", Pace.fixedRate(200_000), "echo:");
  }

  private static Registry.StrategyPlug plug(
      TradingStrategy strategy, String name, int slot, String fallback) {
    return new Registry.StrategyPlug(
        strategy, StrategyTask.definition(name).build(), "bundle test", slot, Rank.NONE, fallback);
  }

  @AfterEach
  void shutDown() {
    platform.shutDown();
  }

  private static void await(String what, BooleanSupplier condition) {
    assertTrue(TradingSession.await(condition, DEADLINE), what);
  }

  private State state(String name) {
    return status(name).state();
  }

  private TaskStatus status(String name) {
    return platform.tasks().stream()
        .filter(task -> task.definition().name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private void awaitMore(String what, AtomicLong count) {
    final long before = count.get();
    await(what, () -> count.get() > before + 1);
  }

  @Test
  void shouldCancelEveryOpenOrderAndAcceptNothingUntilAPersonSaysSo() {
    await("orders are open", () -> desk.halt().openOrders() > 3);
    final long change = desk.kill("ann", "prices are wrong");
    await("the switch is in force", () -> desk.inForce(change));
    await("the last order is out", () -> desk.halt().lastOrderOutNanos() != 0);
    final HaltStatus halt = desk.halt();
    assertTrue(halt.halted());
    assertEquals("ann", halt.operator());
    assertEquals("prices are wrong", halt.reason());
    assertTrue(halt.lastOrderOutNanos() >= halt.commandNanos());
    assertTrue(desk.inForceNanos(change) >= halt.commandNanos());
    assertEquals(halt.openOrders(), halt.cancelled(), "the venue only echoes: all stay open");
    final long sent = main.orders.get();
    awaitMore("events flow", main.events);
    reopen();
    awaitMore("events flow in the next session", main.events);
    assertEquals(sent, main.orders.get());
    assertThrows(IllegalArgumentException.class, () -> desk.enable("", WHY));
    assertThrows(IllegalArgumentException.class, () -> desk.enable("monitor", WHY));
    desk.enable("bob", "prices are right");
    awaitMore("orders flow", main.orders);
    assertFalse(desk.halt().halted());
    assertEquals(
        List.of(
            "OPERATOR 1 kill by ann: prices are wrong",
            "OPERATOR 0 kill taken back by bob: prices are right"),
        notes);
  }

  @Test
  void shouldHoldOrdersUntilBothPartiesHaveTakenItBack() {
    desk.holdOrders(Party.OPERATOR, true, WHY);
    desk.holdOrders(Party.MONITOR, true, WHY);
    final long change = desk.holdOrders(Party.MONITOR, false, WHY);
    await("the change is in force", () -> desk.inForce(change));
    final long sent = main.orders.get();
    final long seen = main.events.get();
    await("events flow", () -> main.events.get() > seen + 3_000);
    assertEquals(sent, main.orders.get());
    assertEquals(
        List.of(MitigationStatus.Kind.HOLD_ORDERS),
        desk.active().stream().map(MitigationStatus::kind).toList());
    desk.holdOrders(Party.OPERATOR, false, WHY);
    awaitMore("orders flow", main.orders);
  }

  /** What the next ten events take, in nanoseconds. */
  private long tenEvents() {
    final long from = System.nanoTime();
    final long before = platform.feed().events();
    await("ten more", () -> platform.feed().events() >= before + 10);
    return System.nanoTime() - from;
  }

  @Test
  void shouldHoldTheFeedToTheLowerOfTwoLimits() {
    desk.throttle(Party.OPERATOR, 1_000, WHY);
    desk.throttle(Party.MONITOR, 100, WHY);
    // What was sent before the feed's next turn came faster.
    await("ten events take at least nine gaps", () -> tenEvents() >= NINE_GAPS);
    final long before = platform.feed().events();
    desk.throttle(Party.MONITOR, 0, WHY);
    desk.throttle(Party.OPERATOR, 0, WHY);
    await("the feed catches up", () -> platform.feed().events() > before + 10_000);
    assertEquals(List.of(), desk.active());
    assertThrows(IllegalArgumentException.class, () -> desk.throttle(Party.MONITOR, -1, WHY));
  }

  @Test
  void shouldShedOnTheLane() {
    platform.change(
        "test",
        r ->
            r.tasks.put(
                cycle -> false,
                new Registry.TaskPlug(
                    cycle -> false,
                    TaskDefinition.named("extra").on(TriggerKind.MARKET_EVENT).sheddable().build(),
                    "bundle test")));
    desk.shed(Party.MONITOR, true, WHY);
    await("steps are shed", () -> platform.lanes().get(0).pressure().shed() > 0);
    desk.shed(Party.MONITOR, false, WHY);
    assertEquals(
        List.of(
            "MITIGATION 1 shed by monitor: a test",
            "MITIGATION 0 shed taken back by monitor: a test"),
        notes);
  }

  @Test
  void shouldTakeATaskOutOfThePlanAndLetItBack() {
    desk.quarantine(Party.OPERATOR, "main", "looks odd");
    assertEquals(State.QUARANTINED, state("main"));
    assertEquals("by the operator: looks odd", status("main").reason());
    final long seen = main.events.get();
    desk.release(Party.OPERATOR, "main", WHY);
    assertEquals(State.PLANNED, state("main"));
    await("it runs again", () -> main.events.get() > seen);
  }

  @Test
  void shouldLetATaskBackThatHadFailed() {
    final TradingStrategy broken =
        (event, book, orders) -> {
          throw new IllegalStateException("broken");
        };
    platform.change("test", r -> r.add(plug(broken, "broken", 3, "")));
    await("it is quarantined", () -> state("broken") == State.QUARANTINED);
    desk.release(Party.OPERATOR, "broken", WHY);
    await("it fails again", () -> state("broken") == State.QUARANTINED);
    assertTrue(notes.contains("MITIGATION 0 quarantine broken taken back by operator: a test"));
  }

  @Test
  void shouldLeaveItToAPersonToLetATaskBackThatHadFailed() {
    final AtomicBoolean fails = new AtomicBoolean();
    final TradingStrategy broken =
        (event, book, orders) -> {
          if (fails.get()) {
            throw new IllegalStateException("broken");
          }
        };
    platform.change("test", r -> r.add(plug(broken, "broken", 3, "")));
    fails.set(true);
    await("it is quarantined", () -> state("broken") == State.QUARANTINED);
    fails.set(false);
    desk.quarantine(Party.MONITOR, "broken", WHY);
    desk.release(Party.MONITOR, "broken", WHY);
    assertEquals(State.QUARANTINED, state("broken"));
    assertTrue(status("broken").reason().contains("broken"), status("broken")::reason);
    desk.release(Party.OPERATOR, "broken", WHY);
    assertEquals(State.PLANNED, state("broken"));
  }

  @Test
  void shouldPlanADemotedTaskInTheBackground() {
    desk.demote(Party.MONITOR, "main", WHY);
    assertTrue(deferred("main"));
    desk.promote(Party.MONITOR, "main", WHY);
    assertFalse(deferred("main"));
    desk.replan(WHY);
    assertEquals(WHY, platform.plan().reason());
  }

  private boolean deferred(String name) {
    return platform.tasks().stream()
        .anyMatch(
            task ->
                task.definition().name().equals(name)
                    && task.definition().latencyClass()
                        == io.hairspring.api.task.LatencyClass.BACKGROUND);
  }

  @Test
  void shouldHaveTheFallbackOfAStrategyTradeInItsPlaceAndStandByOtherwise() {
    assertEquals(State.STANDBY, state("spare"));
    assertEquals(0, spare.events.get());
    desk.fallback(Party.MONITOR, "main", WHY);
    assertEquals(State.STANDBY, state("main"));
    assertEquals("spare trades in its place", status("main").reason());
    assertEquals(State.PLANNED, state("spare"));
    awaitMore("the fallback runs", spare.events);
    desk.primary(Party.MONITOR, "main", WHY);
    assertEquals(State.PLANNED, state("main"));
    assertEquals(State.STANDBY, state("spare"));
  }

  @Test
  void shouldLeaveTheFallbackAloneWhenADuplicateOfTheStrategyIsRefused() {
    final Sender duplicate = new Sender();
    platform.change("test", r -> r.add(plug(duplicate, "main", 3, "")));
    assertEquals(State.STANDBY, state("spare"));
    platform.change("test", r -> r.remove(duplicate));
    assertEquals(State.STANDBY, state("spare"));
  }

  @Test
  void shouldLetAFallbackTradeWhenTheStrategyItStandsByForHasLeft() {
    platform.change("test", r -> r.remove(main));
    assertEquals(State.PLANNED, state("spare"));
    awaitMore("it trades", spare.events);
  }

  @Test
  void shouldSayWhatThereIsWhenANameIsWrong() {
    final String unknown =
        assertThrows(IllegalArgumentException.class, () -> desk.demote(Party.OPERATOR, "man", WHY))
            .getMessage();
    assertEquals("task man: there is none of this name; there are [main, spare]", unknown);
    final String without =
        assertThrows(
                IllegalArgumentException.class, () -> desk.fallback(Party.OPERATOR, "spare", WHY))
            .getMessage();
    assertEquals("strategy spare declares no fallback; those that do are [main]", without);
    platform.change(
        "test",
        r -> {
          r.remove(main);
          r.add(plug(main, "main", 1, "gone"));
        });
    final String gone =
        assertThrows(
                IllegalArgumentException.class, () -> desk.fallback(Party.OPERATOR, "main", WHY))
            .getMessage();
    assertEquals("strategy main: its fallback gone is not plugged in", gone);
    assertThrows(IllegalArgumentException.class, () -> desk.kill(" ", WHY));
  }

  @Test
  void shouldHaveEverythingInForceWhenNoSessionIsOpen() {
    platform.close();
    assertTrue(desk.inForce(desk.shed(Party.OPERATOR, true, WHY)));
    assertEquals(0, desk.halt().openOrders());
  }

  @Test
  void shouldTakeBackAQuarantineOfATaskThatIsNotPluggedInAnyMore() {
    desk.quarantine(Party.MONITOR, "spare", WHY);
    platform.change("test", r -> r.strategies.remove(spare));
    desk.release(Party.MONITOR, "spare", WHY);
    assertEquals(List.of(), desk.active());
    assertThrows(
        IllegalArgumentException.class,
        () -> desk.release(Party.MONITOR, "spare", WHY),
        "what nobody has heard of is a slip of the pen");
  }

  @Test
  void shouldSayWhenTheKillSwitchWasThrownOnlyInTheSessionItWasThrownIn() {
    desk.kill("ann", WHY);
    assertTrue(desk.halt().commandNanos() != 0);
    reopen();
    assertTrue(desk.halt().halted());
    assertEquals(0, desk.halt().commandNanos());
    platform.close();
    desk.kill("ann", WHY);
    assertEquals(0, desk.halt().commandNanos());
  }

  /** Plugs in a task that does not return before it may. */
  private void standStill(AtomicBoolean goOn) {
    final AtomicBoolean stuck = new AtomicBoolean();
    platform.change(
        "test",
        r ->
            r.add(
                plug(
                    (event, book, orders) -> {
                      stuck.set(true);
                      while (!goOn.get()) {
                        Thread.onSpinWait();
                      }
                    },
                    "stuck",
                    3,
                    "")));
    await("the lane stands", stuck::get);
  }

  @Test
  void shouldHaveInForceWhatNoLaneCouldAdoptOnceTheTaskReturnsUntilItIsTakenBack() {
    final AtomicBoolean goOn = new AtomicBoolean();
    standStill(goOn);
    try {
      assertThrows(IllegalStateException.class, () -> desk.quarantine(Party.MONITOR, "main", WHY));
      assertEquals(1, desk.active().size());
    } finally {
      goOn.set(true);
    }
    await("a plan without it is adopted", () -> state("main") == State.QUARANTINED);
    await("the lane goes on", () -> platform.lanes().get(0).epoch() == platform.plan().epoch());
    final long seen = main.events.get();
    desk.release(Party.MONITOR, "main", WHY);
    await("it runs again", () -> main.events.get() > seen);
  }

  @Test
  void shouldNameTheLanesWhoseCycleDoesNotEnd() {
    final AtomicBoolean goOn = new AtomicBoolean();
    standStill(goOn);
    final long change = desk.kill("ann", WHY);
    try {
      assertEquals(List.of(0), desk.lanesWithout(change));
    } finally {
      goOn.set(true);
    }
    await("the lane goes on", () -> desk.lanesWithout(change).isEmpty());
    platform.close();
    assertEquals(List.of(), desk.lanesWithout(change + 1));
  }
}
