package io.hairspring.kernel.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.hairspring.api.control.Pace;
import io.hairspring.api.control.SwapStatus;
import io.hairspring.api.control.SwapStatus.State;
import io.hairspring.api.control.TaskStatus;
import io.hairspring.api.market.InstrumentDirectory;
import io.hairspring.api.market.MarketEvent;
import io.hairspring.api.market.OrderBook;
import io.hairspring.api.market.Side;
import io.hairspring.api.order.ExecutionReport;
import io.hairspring.api.order.OrderPort;
import io.hairspring.api.order.OrderTerms;
import io.hairspring.api.strategy.TradingStrategy;
import io.hairspring.api.task.Snapshotable;
import io.hairspring.api.task.Task;
import io.hairspring.api.task.TaskDefinition;
import io.hairspring.api.task.TriggerKind;
import io.hairspring.kernel.control.Registry.ProviderPlug;
import io.hairspring.kernel.control.Registry.StrategyPlug;
import io.hairspring.kernel.control.Registry.TaskPlug;
import io.hairspring.kernel.swap.Rank;
import io.hairspring.kernel.trading.StrategyTask;
import java.lang.ref.WeakReference;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.osgi.framework.Version;

/** Swaps in a session that runs: whatever the successor does, somebody trades. */
@Timeout(60)
class TaskSwapTest {
  private static final long DEADLINE = TimeUnit.SECONDS.toNanos(20);

  private final Map<String, String> settings = new HashMap<>();
  private final List<Rank> losers = new CopyOnWriteArrayList<>();
  private final CountingFeed feed = new CountingFeed();
  private KernelPlatform platform;

  /** Counts live events from the state of the one before; sends an order on every hundredth. */
  private static class Counter implements TradingStrategy, Snapshotable {
    volatile long events;
    volatile long orders;
    volatile long reports;
    volatile long gaps;
    volatile boolean shadowed;
    private long lastSequence;

    @Override
    public void start(InstrumentDirectory instruments) {
      events = 0;
      lastSequence = 0;
      gaps = 0;
    }

    @Override
    public void onMarketEvent(MarketEvent event, OrderBook book, OrderPort port) {
      if (lastSequence != 0 && event.sequence() != lastSequence + 1) {
        final long more = gaps + 1;
        gaps = more;
      }
      lastSequence = event.sequence();
      final long seen = events + 1;
      events = seen;
      if (Thread.currentThread().getName().equals("hairspring-shadow")) {
        shadowed = true;
      }
      if (seen % 100 == 0
          && port.send(event.instrument(), Side.BID, 100, 1, OrderTerms.LIMIT) != 0) {
        final long sent = orders + 1;
        orders = sent;
      }
    }

    @Override
    public void onExecutionReport(ExecutionReport report, OrderPort port) {
      final long more = reports + 1;
      reports = more;
    }

    @Override
    public int snapshotVersion() {
      return 1;
    }

    @Override
    public int write(MutableDirectBuffer buffer, int offset) {
      buffer.putLong(offset, events);
      buffer.putLong(offset + 8, orders);
      buffer.putLong(offset + 16, reports);
      buffer.putLong(offset + 24, lastSequence);
      buffer.putLong(offset + 32, gaps);
      return 40;
    }

    @Override
    public void read(int version, DirectBuffer buffer, int offset, int length) {
      events = buffer.getLong(offset);
      orders = buffer.getLong(offset + 8);
      reports = buffer.getLong(offset + 16);
      lastSequence = buffer.getLong(offset + 24);
      gaps = buffer.getLong(offset + 32);
    }
  }

  /** Throws when it is told to. */
  private static final class Failing extends Counter {
    volatile boolean fails;

    @Override
    public void onMarketEvent(MarketEvent event, OrderBook book, OrderPort port) {
      if (fails) {
        throw new IllegalStateException("as told");
      }
      super.onMarketEvent(event, book, port);
    }
  }

  private void open() {
    settings.putIfAbsent("lane.core", "none");
    settings.putIfAbsent("ring.market", "1024");
    settings.putIfAbsent("swap.rehearsal", "count:");
    settings.putIfAbsent("swap.rehearsal.events", "2000");
    settings.putIfAbsent("swap.venue", "echo:");
    settings.putIfAbsent("swap.shadow.events", "50");
    settings.putIfAbsent("swap.probation", "10");
    settings.putIfAbsent("swap.probation.events", "100");
    platform = new KernelPlatform(KernelSettings.from(settings), true);
    platform.arrivals().losers(losers::add);
    platform.change(
        "test",
        r -> {
          r.feeds.put("count", new ProviderPlug<>(feed, "count", "count:100"));
          r.gateways.put("echo", new ProviderPlug<>(new EchoGateway(), "echo", "echo:"));
        });
    platform.open("count:", Pace.fixedRate(20_000), "echo:");
  }

  @AfterEach
  void shutDown() {
    platform.shutDown();
  }

  private static Rank version(int minor) {
    return new Rank("strategies", new Version(1, minor, 0), 0, minor, minor);
  }

  private void arrive(TradingStrategy strategy, int version, long budgetNanos) {
    final TaskDefinition definition =
        StrategyTask.definition("counter").budgetNanos(budgetNanos).build();
    platform
        .arrivals()
        .arrive(new StrategyPlug(strategy, definition, "bundle test", 1, version(version), ""));
  }

  private void arrive(TradingStrategy strategy, int version) {
    arrive(strategy, version, 0);
  }

  private static void await(String what, BooleanSupplier condition) {
    assertTrue(TradingSession.await(condition, DEADLINE), what);
  }

  private SwapStatus swap() {
    final List<SwapStatus> all = platform.swaps().swaps();
    return all.get(all.size() - 1);
  }

  private void awaitState(State state) {
    await(state + " expected", () -> swap().state() == state);
  }

  private void awaitEvents(Counter counter) {
    final long now = counter.events;
    await("it runs", () -> counter.events > now + 10);
  }

  private long inPlan() {
    return platform.tasks().stream()
        .filter(task -> task.definition().name().equals("counter"))
        .filter(task -> task.state() == TaskStatus.State.PLANNED)
        .count();
  }

  @Test
  void shouldHandTheStateOverWithNoEventLostAndNoOrderTwice() {
    open();
    final Counter old = new Counter();
    arrive(old, 0);
    awaitEvents(old);
    Counter last = old;
    for (int i = 1; i <= 3; i++) {
      final Counter next = new Counter();
      arrive(next, i);
      awaitState(State.RETIRED);
      assertTrue(next.shadowed, "it was in the shadow");
      assertTrue(swap().figures().rehearsed() >= 2_000, swap()::toString);
      assertTrue(swap().figures().shadowed() >= 50, swap()::toString);
      assertTrue(swap().figures().adoptionNanos() > 0, swap()::toString);
      last = next;
    }
    platform.pause(true);
    assertTrue(platform.awaitIdle(DEADLINE));
    assertEquals(0, last.gaps);
    assertEquals(old.gaps, last.gaps);
    assertEquals(1, inPlan());
    assertEquals(last.orders, platform.lanes().get(0).orders(), "the shadows' were withheld");
    assertEquals(last.orders, platform.gateway().commands());
    assertEquals(last.orders, last.reports, "reports on old orders find their way");
    assertEquals(3, losers.size());
    assertEquals(version(2), losers.get(2));
    assertEquals(platform.feed().events(), platform.lanes().get(0).events());
  }

  private void shouldBeRefused(Counter next, String reason) {
    final Counter old = new Counter();
    arrive(old, 0);
    awaitEvents(old);
    arrive(next, 1, 1_000_000);
    awaitState(State.REFUSED);
    assertTrue(swap().reason().contains(reason), swap().reason());
    awaitEvents(old);
    assertEquals(0, old.gaps);
    assertEquals(1, inPlan());
    assertEquals(List.of(version(1)), losers);
  }

  @Test
  void shouldRefuseASuccessorThatThrowsInTheShadow() {
    open();
    shouldBeRefused(
        new Counter() {
          @Override
          public void onMarketEvent(MarketEvent event, OrderBook book, OrderPort port) {
            throw new IllegalStateException("out of ideas");
          }
        },
        "threw java.lang.IllegalStateException: out of ideas in the shadow");
  }

  @Test
  void shouldRefuseASuccessorThatThrowsWhenItIsStarted() {
    open();
    shouldBeRefused(
        new Counter() {
          @Override
          public void start(InstrumentDirectory instruments) {
            throw new IllegalStateException("no instruments for me");
          }
        },
        "no instruments for me");
  }

  @Test
  void shouldRefuseASuccessorThatIsOverItsBudget() {
    settings.put("swap.rehearsal.events", "300");
    open();
    shouldBeRefused(
        new Counter() {
          @Override
          public void onMarketEvent(MarketEvent event, OrderBook book, OrderPort port) {
            final long end = System.nanoTime() + 2_000_000;
            while (System.nanoTime() < end) {
              Thread.onSpinWait();
            }
          }
        },
        "its budget is 1000000 ns");
  }

  @Test
  void shouldRefuseASuccessorThatDoesNotReturnFromTheShadowAndWarmTheNext() {
    settings.put("swap.limit", "1000");
    open();
    final boolean[] go = new boolean[1];
    shouldBeRefused(
        new Counter() {
          @Override
          public void onMarketEvent(MarketEvent event, OrderBook book, OrderPort port) {
            while (!go[0]) {
              Thread.onSpinWait();
            }
          }
        },
        "not warm after 1000 ms (swap.limit): is rehearsed");
    go[0] = true;
    final Counter better = new Counter();
    arrive(better, 2);
    awaitState(State.RETIRED);
    awaitEvents(better);
  }

  @Test
  void shouldRefuseASuccessorThatCannotReadTheState() {
    open();
    shouldBeRefused(
        new Counter() {
          @Override
          public int snapshotVersion() {
            return 2;
          }
        },
        "it cannot read a state of version 1, its own is 2");
  }

  @Test
  void shouldRefuseASuccessorThatFailsAtTheStateOfTheOneBefore() {
    open();
    shouldBeRefused(
        new Counter() {
          @Override
          public void read(int version, DirectBuffer buffer, int offset, int length) {
            if (Thread.currentThread().getName().startsWith("hairspring-lane")) {
              throw new IllegalStateException("unreadable");
            }
          }
        },
        "the state cannot be handed over: java.lang.IllegalStateException: unreadable");
  }

  @Test
  void shouldRefuseASuccessorWhoseOrdersDifferWhereThatIsForbidden() {
    settings.put("swap.orders.tolerance", "20");
    settings.put("swap.shadow.events", "1000");
    open();
    shouldBeRefused(
        new Counter() {
          @Override
          public void onMarketEvent(MarketEvent event, OrderBook book, OrderPort port) {
            for (int i = 0; i < 100; i++) {
              super.onMarketEvent(event, book, port);
            }
          }
        },
        "(swap.orders.tolerance is 20 percent)");
  }

  @Test
  void shouldRefuseASuccessorThatCannotBePlanned() {
    open();
    final Counter old = new Counter();
    arrive(old, 0);
    awaitEvents(old);
    final TaskDefinition lost = StrategyTask.definition("counter").after("nowhere").build();
    platform
        .arrivals()
        .arrive(new StrategyPlug(new Counter(), lost, "bundle test", 1, version(1), ""));
    awaitState(State.REFUSED);
    assertTrue(swap().reason().contains("nowhere"), swap().reason());
    awaitEvents(old);
    assertEquals(1, inPlan());
  }

  @Test
  void shouldKeepTheOldOneWhenTheSuccessorTakesTheStateTooLong() {
    open();
    final AtomicBoolean go = new AtomicBoolean();
    final Counter next =
        new Counter() {
          @Override
          public void read(int version, DirectBuffer buffer, int offset, int length) {
            while (!go.get() && Thread.currentThread().getName().startsWith("hairspring-lane")) {
              Thread.onSpinWait();
            }
            super.read(version, buffer, offset, length);
          }
        };
    final Counter old = new Counter();
    arrive(old, 0);
    awaitEvents(old);
    arrive(next, 1);
    awaitState(State.REFUSED);
    assertEquals("a state that is handed over keeps the lane for 5 s", swap().reason());
    go.set(true);
    awaitEvents(old);
    final long seen = next.events;
    awaitEvents(old);
    assertEquals(seen, next.events, "it is not in force");
    assertEquals(0, old.gaps);
    assertEquals(1, inPlan());
    final Counter better = new Counter();
    arrive(better, 2);
    awaitState(State.RETIRED);
    awaitEvents(better);
    assertEquals(0, better.gaps);
  }

  private static Counter failingLive() {
    return new Counter() {
      @Override
      public void onMarketEvent(MarketEvent event, OrderBook book, OrderPort port) {
        if (Thread.currentThread().getName().startsWith("hairspring-lane")) {
          throw new IllegalStateException("stage fright");
        }
      }
    };
  }

  @Test
  void shouldBringTheOldOneBackWhenTheSuccessorThrowsOnItsFirstLiveEvent() {
    open();
    final Counter old = new Counter();
    arrive(old, 0);
    awaitEvents(old);
    arrive(failingLive(), 1);
    awaitState(State.ROLLED_BACK);
    assertTrue(swap().reason().contains("stage fright"), swap().reason());
    awaitEvents(old);
    assertEquals(1, inPlan());
    assertEquals(List.of(version(1)), losers);
  }

  @Test
  void shouldTradeWithoutAStrategyThatHadFailedWhenItsSuccessorFailsToo() {
    open();
    final Failing old = new Failing();
    arrive(old, 0);
    awaitEvents(old);
    old.fails = true;
    await("it is quarantined", () -> inPlan() == 0);
    arrive(failingLive(), 1);
    awaitState(State.ROLLED_BACK);
    assertTrue(swap().reason().endsWith("the one before stays quarantined"), swap().reason());
    assertEquals(0, inPlan());
    final Counter third = new Counter();
    arrive(third, 2);
    awaitState(State.RETIRED);
    awaitEvents(third);
  }

  @Test
  void shouldBringTheOldOneBackWhenTheSuccessorLeavesInItsProbation() {
    settings.put("swap.probation", "60000");
    open();
    final Counter old = new Counter();
    arrive(old, 0);
    awaitEvents(old);
    final Counter next = new Counter();
    arrive(next, 1);
    awaitState(State.PROBATION);
    awaitEvents(next);
    platform.arrivals().leave("test", next);
    assertEquals(State.ROLLED_BACK, swap().state());
    assertTrue(old.events >= next.events, "it knows what its successor knew");
    awaitEvents(old);
    assertEquals(0, old.gaps);
    assertEquals(1, inPlan());
  }

  @Test
  void shouldHandTheStateOverAtOnceWhenTheOldOneLeavesDuringTheShadow() {
    settings.put("swap.shadow.events", "100000000");
    settings.put("swap.shadow.quiet", "60000");
    open();
    final Counter old = new Counter();
    arrive(old, 0);
    awaitEvents(old);
    final Counter next = new Counter();
    arrive(next, 1);
    await("it sees live events", () -> swap().figures().shadowed() > 0);
    platform.arrivals().leave("test", old);
    assertEquals(State.RETIRED, swap().state());
    assertEquals(
        "in force with the state of the one before, version 1; the one before it leaves",
        swap().reason());
    assertTrue(next.events >= old.events, "it knows what the one before knew");
    assertEquals(1, inPlan());
    awaitEvents(next);
    platform.pause(true);
    assertTrue(platform.awaitIdle(DEADLINE));
    assertEquals(0, next.gaps);
    assertEquals(next.orders, platform.lanes().get(0).orders());
    assertEquals(next.orders, next.reports);
  }

  @Test
  void shouldHandTheStateOverToAWaitingSuccessorWhenTheOldOneLeaves() {
    settings.put("swap.shadow.events", "100000000");
    settings.put("swap.shadow.quiet", "60000");
    open();
    final TaskDefinition other = StrategyTask.definition("other").build();
    final Counter old = new Counter();
    platform.arrivals().arrive(new StrategyPlug(old, other, "bundle test", 2, version(0), ""));
    arrive(new Counter(), 0);
    awaitEvents(old);
    arrive(new Counter(), 1);
    final Counter next = new Counter();
    platform.arrivals().arrive(new StrategyPlug(next, other, "bundle test", 3, version(1), ""));
    assertEquals(State.ARRIVED, swap().state());
    platform.arrivals().leave("test", old);
    assertEquals(State.RETIRED, platform.swaps().swaps().get(0).state());
    assertEquals(State.SHADOW, swap().state(), "the other goes on");
    assertTrue(next.events >= old.events, "it knows what the one before knew");
    awaitEvents(next);
    assertEquals(0, next.gaps);
  }

  @Test
  void shouldGoOnWithoutTheOldOneWhenItsSuccessorDoesNotReturnFromTheShadow() {
    settings.put("swap.limit", "200");
    open();
    final Counter old = new Counter();
    arrive(old, 0);
    awaitEvents(old);
    final AtomicBoolean go = new AtomicBoolean();
    final AtomicBoolean entered = new AtomicBoolean();
    arrive(
        new Counter() {
          @Override
          public void onMarketEvent(MarketEvent event, OrderBook book, OrderPort port) {
            entered.set(true);
            while (!go.get()) {
              Thread.onSpinWait();
            }
          }
        },
        1);
    await("it is in the shadow", entered::get);
    platform.arrivals().leave("test", old);
    assertEquals(State.REFUSED, swap().state());
    assertTrue(swap().reason().endsWith("does not return from the shadow"), swap().reason());
    assertEquals(0, inPlan());
    go.set(true);
    final Counter better = new Counter();
    arrive(better, 2);
    awaitEvents(better);
  }

  @Test
  void shouldBringTheOneBeforeBackAndSwapItAgainWhenTheOneOnProbationLeaves() {
    open();
    final Counter old = new Counter();
    arrive(old, 0);
    awaitEvents(old);
    platform.probe().swapRules(true, Integer.MAX_VALUE, 0);
    final Counter next = new Counter();
    arrive(next, 1);
    awaitState(State.PROBATION);
    platform.probe().swapRules(true, 100, 10);
    final Counter last = new Counter();
    arrive(last, 2);
    platform.arrivals().leave("test", next);
    assertEquals(State.ROLLED_BACK, platform.swaps().swaps().get(0).state());
    awaitState(State.RETIRED);
    awaitEvents(last);
    assertEquals(0, last.gaps);
    assertEquals(1, inPlan());
  }

  @Test
  void shouldKeepOneOfTwoThatArriveAtOnceForTheSameName() {
    open();
    final Counter old = new Counter();
    arrive(old, 0);
    awaitEvents(old);
    final Counter first = new Counter();
    final Counter second = new Counter();
    final Thread other = new Thread(() -> arrive(first, 1));
    other.start();
    arrive(second, 2);
    await("both have arrived", () -> !other.isAlive());
    await(
        "all are over",
        () -> platform.swaps().swaps().stream().allMatch(swap -> swap.state().over()));
    final List<SwapStatus> all = platform.swaps().swaps();
    assertEquals(1, all.stream().filter(swap -> swap.state() == State.RETIRED).count());
    assertEquals(1, inPlan());
    // By bundle: who was refused in the shadow may have seen more events than who trades.
    final boolean later = all.stream().anyMatch(s -> s.state() == State.RETIRED && s.bundle() == 2);
    final Counter inForce = later ? second : first;
    awaitEvents(inForce);
    platform.pause(true);
    assertTrue(platform.awaitIdle(DEADLINE));
    assertEquals(0, inForce.gaps);
    assertEquals(inForce.orders, platform.lanes().get(0).orders());
    assertEquals(inForce.orders, inForce.reports);
    assertEquals(2, losers.size());
  }

  @Test
  void shouldReplaceTheOneThatCameBackWhenTheOneItCameForIsRolledBack() {
    open();
    final Counter old = new Counter();
    arrive(old, 0);
    awaitEvents(old);
    platform.probe().swapRules(true, Integer.MAX_VALUE, 0);
    final Failing next = new Failing();
    arrive(next, 1);
    awaitState(State.PROBATION);
    platform.probe().swapRules(true, 100, 10);
    final Counter last = new Counter();
    arrive(last, 2);
    assertEquals(State.ARRIVED, swap().state());
    next.fails = true;
    awaitState(State.RETIRED);
    assertEquals(State.ROLLED_BACK, platform.swaps().swaps().get(0).state());
    assertTrue(swap().from().contains("1.0.0"), swap()::toString);
    assertEquals(1, inPlan());
    awaitEvents(last);
    platform.pause(true);
    assertTrue(platform.awaitIdle(DEADLINE));
    assertEquals(List.of(version(1), version(0)), losers);
  }

  @Test
  void shouldRefuseOneThatDoesNotOutrankTheOneThatCameBack() {
    open();
    final Counter old = new Counter();
    final TaskDefinition definition = StrategyTask.definition("counter").build();
    final Rank other = new Rank("other", new Version(3, 0, 0), 1, 7, 7);
    platform
        .arrivals()
        .arrive(
            new StrategyPlug(
                old,
                definition,
                "bundle test",
                1,
                new Rank("strategies", new Version(1, 0, 0), 2, 0, 0),
                ""));
    awaitEvents(old);
    platform.probe().swapRules(true, Integer.MAX_VALUE, 0);
    final Failing next = new Failing();
    arrive(next, 1);
    awaitState(State.PROBATION);
    platform
        .arrivals()
        .arrive(new StrategyPlug(new Counter(), definition, "bundle test", 1, other, ""));
    assertEquals(State.ARRIVED, swap().state());
    next.fails = true;
    awaitState(State.REFUSED);
    assertTrue(swap().reason().startsWith("a duplicate: bundle test 1.0.0"), swap().reason());
    awaitEvents(old);
    assertEquals(1, inPlan());
  }

  @Test
  void shouldKeepTheOldOneInForceBeforeADuplicateWhenItsSuccessorIsRolledBack() {
    open();
    final Counter old = new Counter();
    arrive(old, 1);
    awaitEvents(old);
    final Counter duplicate = new Counter();
    arrive(duplicate, 0);
    arrive(failingLive(), 2);
    awaitState(State.ROLLED_BACK);
    awaitEvents(old);
    assertEquals(0, duplicate.events);
    assertEquals(1, inPlan());
  }

  @Test
  void shouldLetASuccessorGoThatLeavesInTheShadow() {
    settings.put("swap.shadow.events", "100000000");
    settings.put("swap.shadow.quiet", "60000");
    open();
    final Counter old = new Counter();
    arrive(old, 0);
    final Counter next = new Counter();
    arrive(next, 1);
    await("it sees live events", () -> swap().figures().shadowed() > 0);
    platform.arrivals().leave("test", next);
    assertEquals(State.REFUSED, swap().state());
    awaitEvents(old);
  }

  @Test
  void shouldSwapTwoAtOnceOneAfterTheOther() {
    open();
    final Counter old = new Counter();
    arrive(old, 0);
    final long[] runs = new long[2];
    final Task first = cycle -> ++runs[0] < 0;
    final Task second = cycle -> ++runs[1] < 0;
    final TaskDefinition definition =
        TaskDefinition.named("plain").on(TriggerKind.MARKET_EVENT).build();
    platform.arrivals().arrive(new TaskPlug(first, definition, "bundle test", version(0)));
    awaitEvents(old);
    final Counter next = new Counter();
    arrive(next, 1);
    platform.arrivals().arrive(new TaskPlug(second, definition, "bundle test", version(1)));
    await(
        "both are in force",
        () ->
            platform.swaps().swaps().stream().allMatch(swap -> swap.state() == State.RETIRED)
                && platform.swaps().swaps().size() == 2);
    assertEquals("task", swap().kind());
    awaitEvents(next);
    platform.pause(true);
    assertTrue(platform.awaitIdle(DEADLINE));
    final long before = runs[0];
    platform.pause(false);
    awaitEvents(next);
    assertEquals(before, runs[0]);
    assertTrue(runs[1] > 0);
  }

  private WeakReference<Counter> retired() {
    final Counter old = new Counter();
    arrive(old, 0);
    awaitEvents(old);
    return new WeakReference<>(old);
  }

  @Test
  void shouldHoldNothingOfWhoHasRetired() {
    open();
    final WeakReference<Counter> old = retired();
    final Counter next = new Counter();
    arrive(next, 1);
    awaitState(State.RETIRED);
    awaitEvents(next);
    await(
        "it is collected",
        () -> {
          System.gc();
          return old.get() == null;
        });
  }

  @Test
  void shouldRefuseASwapThatTheEndOfTheSessionOvertakes() {
    settings.put("swap.shadow.events", "100000000");
    settings.put("swap.shadow.quiet", "60000");
    open();
    arrive(new Counter(), 0);
    arrive(new Counter(), 1);
    platform.close();
    assertEquals(State.REFUSED, swap().state());
    assertEquals("the session was closed before it came into force", swap().reason());
  }

  @Test
  void shouldReplaceAtOnceWhenNobodyTrades() {
    open();
    platform.close();
    final Counter old = new Counter();
    final Counter next = new Counter();
    arrive(old, 0);
    arrive(next, 1);
    assertEquals(List.of(version(0)), losers);
    platform.open("count:", Pace.fixedRate(20_000), "echo:");
    awaitEvents(next);
    assertEquals(0, old.events);
  }

  @Test
  void shouldComeIntoForceUnwarmedWhenThatIsConfigured() {
    settings.put("swap.warm-up", "false");
    open();
    final Counter old = new Counter();
    arrive(old, 0);
    awaitEvents(old);
    final Counter next = new Counter();
    arrive(next, 1);
    awaitState(State.RETIRED);
    assertFalse(next.shadowed);
    awaitEvents(next);
    assertEquals(0, next.gaps);
  }

  @Test
  void shouldDoWithoutRehearsalAndVenueWhenThereAreNone() {
    settings.put("swap.rehearsal", "nowhere:");
    settings.put("swap.venue", "");
    settings.put("swap.rehearsal.events", "200");
    open();
    final Counter old = new Counter();
    arrive(old, 0);
    awaitEvents(old);
    final Counter next = new Counter();
    arrive(next, 1);
    awaitState(State.RETIRED);
    assertEquals(0, swap().figures().rehearsed());
    assertTrue(swap().figures().shadowed() >= 200, swap()::toString);
  }

  @Test
  void shouldRefuseAsADuplicateWhatIsNoSuccessor() {
    open();
    final Counter old = new Counter();
    arrive(old, 1);
    arrive(new Counter(), 1);
    assertEquals(1, inPlan());
    assertEquals(List.of(), platform.swaps().swaps());
    awaitEvents(old);
  }
}
