package io.hairspring.kernel.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.hairspring.api.control.Pace;
import io.hairspring.api.control.SwapStatus;
import io.hairspring.api.control.SwapStatus.State;
import io.hairspring.api.journal.ExecutionLogger;
import io.hairspring.api.market.FeedException;
import io.hairspring.api.market.FeedProvider;
import io.hairspring.api.market.InstrumentDirectory;
import io.hairspring.api.market.MarketDataFeed;
import io.hairspring.api.market.MarketEvent;
import io.hairspring.api.market.OrderBook;
import io.hairspring.api.market.Side;
import io.hairspring.api.monitor.ExecutionMonitor;
import io.hairspring.api.order.ExecutionReport;
import io.hairspring.api.order.GatewayProvider;
import io.hairspring.api.order.OrderGateway;
import io.hairspring.api.order.OrderPort;
import io.hairspring.api.order.OrderTerms;
import io.hairspring.api.order.ReportKind;
import io.hairspring.api.order.ReportSink;
import io.hairspring.api.strategy.TradingStrategy;
import io.hairspring.api.task.Snapshotable;
import io.hairspring.api.time.PlatformClock;
import io.hairspring.kernel.control.Registry.ObserverPlug;
import io.hairspring.kernel.control.Registry.ProviderPlug;
import io.hairspring.kernel.control.Registry.StrategyPlug;
import io.hairspring.kernel.swap.Rank;
import io.hairspring.kernel.trading.StrategyTask;
import io.hairspring.schema.CycleRecordDecoder;
import io.hairspring.schema.ExecutionReportEncoder;
import io.hairspring.schema.MessageHeaderDecoder;
import io.hairspring.schema.MessageHeaderEncoder;
import io.hairspring.schema.OrderCommandDecoder;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import java.util.function.IntConsumer;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.osgi.framework.Version;

/** Swaps of feeds, gateways, monitors and loggers in a session that runs. */
@Timeout(60)
class SeatSwapTest {
  private static final long DEADLINE = TimeUnit.SECONDS.toNanos(20);

  private final List<Rank> losers = new CopyOnWriteArrayList<>();
  private final Sender sender = new Sender();
  private final KernelPlatform platform =
      new KernelPlatform(
          KernelSettings.from(
              Map.of(
                  "lane.core",
                  "none",
                  "ring.market",
                  "1024",
                  "swap.probation",
                  "20",
                  "swap.probation.events",
                  "100")),
          true);

  /** Sends an order on every tenth event, and counts gaps between events. */
  private static final class Sender implements TradingStrategy {
    private volatile long orders;
    private volatile long reports;
    private volatile long gaps;
    private long lastNanos = -1;

    @Override
    public void onMarketEvent(MarketEvent event, OrderBook book, OrderPort port) {
      // The feed numbers its events by their exchange time.
      if (lastNanos >= 0 && event.exchangeNanos() != lastNanos + 1) {
        final long more = gaps + 1;
        gaps = more;
      }
      lastNanos = event.exchangeNanos();
      if (lastNanos % 10 == 0
          && port.send(event.instrument(), Side.BID, 100, 1, OrderTerms.LIMIT) != 0) {
        final long more = orders + 1;
        orders = more;
      }
    }

    @Override
    public void onExecutionReport(ExecutionReport report, OrderPort port) {
      final long more = reports + 1;
      reports = more;
    }
  }

  /** Acknowledges with one turn's delay, and can hand over what it has not acknowledged yet. */
  private static final class Venues implements GatewayProvider {
    private final boolean fails;
    private final boolean able;

    Venues(boolean able, boolean fails) {
      this.able = able;
      this.fails = fails;
    }

    @Override
    public OrderGateway open(String uri, InstrumentDirectory instruments, PlatformClock clock) {
      return able ? new Venue(() -> fails) : new EchoGateway().open(uri, instruments, clock);
    }
  }

  /** Throws when it is told to. */
  private static final class Failing implements FeedProvider, GatewayProvider, ExecutionMonitor {
    private final Cycles cycles = new Cycles();
    private volatile boolean fails;

    private void pass() {
      if (fails) {
        throw new IllegalStateException("as told");
      }
    }

    @Override
    public MarketDataFeed open(String uri, InstrumentDirectory instruments) {
      final MarketDataFeed feed = new CountingFeed().open(uri, instruments);
      return new MarketDataFeed() {
        @Override
        public int read(MutableDirectBuffer buffer, int offset) {
          pass();
          return feed.read(buffer, offset);
        }

        @Override
        public boolean finite() {
          return feed.finite();
        }

        @Override
        public long recordsRead() {
          return feed.recordsRead();
        }

        @Override
        public void close() {
          feed.close();
        }
      };
    }

    @Override
    public OrderGateway open(String uri, InstrumentDirectory instruments, PlatformClock clock) {
      return new Venue(() -> fails);
    }

    @Override
    public void onRecord(DirectBuffer buffer, int offset) {
      pass();
      cycles.record(buffer, offset);
    }
  }

  private static class Venue implements OrderGateway, Snapshotable {
    private final BooleanSupplier fails;
    private final Deque<Long> pending = new ArrayDeque<>();
    private final UnsafeBuffer out = new UnsafeBuffer(new byte[64]);

    Venue(BooleanSupplier fails) {
      this.fails = fails;
    }

    @Override
    public boolean onCommand(DirectBuffer buffer, int offset) {
      if (fails.getAsBoolean()) {
        throw new IllegalStateException("no connection");
      }
      final OrderCommandDecoder line = new OrderCommandDecoder();
      line.wrapAndApplyHeader(buffer, offset, new MessageHeaderDecoder());
      pending.add(line.clientOrderId());
      return true;
    }

    @Override
    public int poll(long nowNanos, ReportSink reports) {
      if (pending.size() < 2) {
        return 0;
      }
      new ExecutionReportEncoder()
          .wrapAndApplyHeader(out, 0, new MessageHeaderEncoder())
          .clientOrderId(pending.element())
          .receiveNanos(nowNanos)
          .kind((short) ReportKind.ACKNOWLEDGED.ordinal());
      if (reports.offer(out, 0)) {
        pending.remove();
      }
      return 1;
    }

    @Override
    public int snapshotVersion() {
      return 1;
    }

    @Override
    public int write(MutableDirectBuffer buffer, int offset) {
      int at = offset;
      for (final long id : pending) {
        buffer.putLong(at, id);
        at += Long.BYTES;
      }
      return at - offset;
    }

    @Override
    public void read(int version, DirectBuffer buffer, int offset, int length) {
      pending.clear();
      for (int at = offset; at < offset + length; at += Long.BYTES) {
        pending.add(buffer.getLong(at));
      }
    }

    @Override
    public void close() {
      pending.clear();
    }
  }

  /** Checks that each cycle is seen once by one of several. */
  private static final class Cycles {
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final CycleRecordDecoder line = new CycleRecordDecoder();
    private final AtomicLong seen = new AtomicLong();
    private final AtomicLong wrong = new AtomicLong();
    private long last;

    void record(DirectBuffer buffer, int offset) {
      header.wrap(buffer, offset);
      if (header.templateId() == CycleRecordDecoder.TEMPLATE_ID) {
        line.wrapAndApplyHeader(buffer, offset, header);
        if (last != 0 && line.cycle() != last + 1) {
          wrong.incrementAndGet();
        }
        last = line.cycle();
        seen.incrementAndGet();
      }
    }
  }

  private static Rank version(int minor) {
    return new Rank("plugs", new Version(1, minor, 0), 0, minor, minor);
  }

  private static ProviderPlug<FeedProvider> feed(FeedProvider provider, int version) {
    return new ProviderPlug<>(provider, "count", "count:", "bundle test", version(version));
  }

  private static ProviderPlug<GatewayProvider> gateway(GatewayProvider provider, int version) {
    return new ProviderPlug<>(provider, "venue", "venue:", "bundle test", version(version));
  }

  private static ObserverPlug observer(String kind, Object component, int version) {
    return new ObserverPlug(kind, component, "watcher", "bundle test", version(version));
  }

  private final CountingFeed firstFeed = new CountingFeed();
  private final Venues firstGateway = new Venues(true, false);

  @BeforeEach
  void open() {
    platform.arrivals().losers(losers::add);
    platform.arrivals().arriveFeed(feed(firstFeed, 0));
    platform.arrivals().arriveGateway(gateway(firstGateway, 0));
    platform
        .arrivals()
        .arrive(
            new StrategyPlug(sender, StrategyTask.definition("sender").build(), "bundle test", 1));
    platform.open("count:", Pace.fixedRate(20_000), "venue:");
    awaitEvents(1_000);
  }

  @AfterEach
  void shutDown() {
    platform.shutDown();
  }

  private static void await(String what, BooleanSupplier condition) {
    assertTrue(TradingSession.await(condition, DEADLINE), what);
  }

  private void awaitEvents(long more) {
    final long events = platform.feed().events() + more;
    await("events flow", () -> platform.feed().events() > events);
  }

  private SwapStatus swap() {
    final List<SwapStatus> all = platform.swaps().swaps();
    return all.get(all.size() - 1);
  }

  private void awaitState(State state) {
    await(state + " expected", () -> swap().state().over());
    assertEquals(state, swap().state(), swap()::toString);
  }

  private void settle() {
    platform.pause(true);
    await(
        "everything is taken", () -> platform.lanes().get(0).events() == platform.feed().events());
    await("orders are out", () -> platform.gateway().commands() == sender.orders);
    await("all but the last are acknowledged", () -> sender.reports >= sender.orders - 1);
    assertEquals(0, sender.gaps);
  }

  @Test
  void shouldGoOnWithTheSuccessorOfAFeedAtTheVeryNextEvent() {
    for (int i = 1; i <= 3; i++) {
      platform.arrivals().arriveFeed(feed(new CountingFeed(), i));
      awaitState(State.RETIRED);
    }
    awaitEvents(1_000);
    settle();
    assertEquals("feed", swap().kind());
    assertEquals(3, losers.size());
  }

  @Test
  void shouldRefuseAFeedThatCannotBeOpened() {
    platform
        .arrivals()
        .arriveFeed(
            feed(
                (uri, instruments) -> {
                  throw new FeedException("no such market");
                },
                1));
    awaitState(State.REFUSED);
    assertEquals("no such market", swap().reason());
    awaitEvents(1_000);
    settle();
  }

  @Test
  void shouldRefuseAFeedThatEndsBeforeItHasCaughtUp() {
    platform
        .arrivals()
        .arriveFeed(
            feed((uri, instruments) -> new CountingFeed().open("count:10", instruments), 1));
    awaitState(State.REFUSED);
    assertTrue(swap().reason().startsWith("ends after 10 events"), swap().reason());
    awaitEvents(1_000);
    settle();
  }

  @Test
  void shouldRefuseAFeedWithOtherInstrumentsAndCloseItAndKeepThemOut() {
    final CountingFeed next = new CountingFeed();
    platform
        .arrivals()
        .arriveFeed(
            feed(
                (uri, instruments) -> {
                  instruments.register("OTHER", 1);
                  return next.open(uri, instruments);
                },
                1));
    awaitState(State.REFUSED);
    assertEquals("it has instruments that the feed in force has not: OTHER", swap().reason());
    assertTrue(next.closed);
    assertEquals(1, platform.instruments().all().size());
    assertTrue(platform.book(1).isEmpty());
  }

  @Test
  void shouldRefuseAGatewayWithOtherInstrumentsAndKeepThemOut() {
    platform
        .arrivals()
        .arriveGateway(
            gateway(
                (uri, instruments, clock) -> {
                  instruments.register("OTHER", 1);
                  return new Venue(() -> false);
                },
                1));
    awaitState(State.REFUSED);
    assertEquals("it has instruments that the session has not: OTHER", swap().reason());
    assertEquals(1, platform.instruments().all().size());
    awaitEvents(1_000);
    settle();
  }

  @Test
  void shouldCloseAFeedThatLeavesWhileItReadsUpToWhereTheFeedIs() {
    final CountingFeed next = new CountingFeed();
    final FeedProvider slow = (uri, instruments) -> next.slow(instruments);
    platform.arrivals().arriveFeed(feed(slow, 1));
    assertEquals(State.SHADOW, swap().state());
    platform.arrivals().leaveProvider(slow);
    assertEquals(State.REFUSED, swap().state());
    await("it is closed", () -> next.closed);
    awaitEvents(1_000);
    settle();
  }

  @Test
  void shouldHaveAFeedAndAGatewayOfTheSameRankStandBy() {
    final Failing duplicate = new Failing();
    duplicate.fails = true;
    platform.arrivals().arriveFeed(feed(duplicate, 0));
    platform.arrivals().arriveGateway(gateway(duplicate, 0));
    assertEquals(List.of(), platform.swaps().swaps());
    platform.open("count:", Pace.fixedRate(20_000), "venue:");
    awaitEvents(1_000);
    platform.arrivals().leaveProvider(duplicate);
    platform.check("count:", "venue:");
    awaitEvents(1_000);
  }

  @Test
  void shouldGiveASchemeBackToTheOneBeforeWhenItsSuccessorLeaves() {
    final CountingFeed old = new CountingFeed();
    final CountingFeed next = new CountingFeed();
    platform.close();
    platform.arrivals().arriveFeed(new ProviderPlug<>(old, "other", "other:", "", version(1)));
    platform.arrivals().arriveFeed(new ProviderPlug<>(next, "other", "other:", "", version(2)));
    assertEquals(List.of(version(1)), losers);
    platform.arrivals().arriveFeed(new ProviderPlug<>(old, "other", "other:", "", version(0)));
    platform.check("other:", "venue:");
    assertTrue(next.closed);
    platform.arrivals().leaveProvider(next);
    platform.check("other:", "venue:");
    assertTrue(old.closed);
    platform.arrivals().leaveProvider(old);
    assertThrows(IllegalArgumentException.class, () -> platform.check("other:", "venue:"));
  }

  @Test
  void shouldCloseTheSessionWhenTheFeedInUseLeaves() {
    final CountingFeed alone = new CountingFeed();
    platform.arrivals().arriveFeed(feed(alone, 1));
    awaitState(State.RETIRED);
    platform.arrivals().leaveProvider(alone);
    assertEquals(List.of(), platform.lanes());
  }

  @Test
  void shouldGoOnWithTheSuccessorOfAFeedThatLeavesWhileItReadsUpToWhereThatIs() {
    platform.arrivals().arriveFeed(feed(new CountingFeed(), 1));
    platform.arrivals().leaveProvider(firstFeed);
    assertEquals(State.RETIRED, swap().state());
    assertTrue(firstFeed.closed);
    awaitEvents(1_000);
    settle();
  }

  private FeedProvider holdUpSwaps() {
    final FeedProvider slow = (uri, instruments) -> new CountingFeed().slow(instruments);
    platform.arrivals().arriveFeed(feed(slow, 1));
    assertEquals(State.SHADOW, swap().state());
    return slow;
  }

  @Test
  void shouldCloseTheSessionWhenAFeedLeavesWhoseSuccessorIsNotThereInTime() {
    holdUpSwaps();
    platform.arrivals().leaveProvider(firstFeed);
    assertEquals(State.REFUSED, swap().state());
    assertEquals("the session was closed before it came into force", swap().reason());
    assertEquals(List.of(), platform.lanes());
  }

  @Test
  void shouldGoOnWithTheWaitingSuccessorOfAGatewayThatLeaves() {
    final FeedProvider slow = holdUpSwaps();
    platform.arrivals().arriveGateway(gateway(new Venues(true, false), 1));
    assertEquals(State.ARRIVED, swap().state());
    platform.arrivals().leaveProvider(firstGateway);
    assertEquals(State.RETIRED, platform.swaps().swaps().get(0).state());
    platform.arrivals().leaveProvider(slow);
    awaitEvents(1_000);
    settle();
  }

  @Test
  void shouldGoOnWithTheWaitingSuccessorOfAMonitorThatLeaves() {
    final Cycles cycles = new Cycles();
    final ExecutionMonitor first = (buffer, offset) -> cycles.record(buffer, offset);
    final ExecutionMonitor next = (buffer, offset) -> cycles.record(buffer, offset);
    platform.arrivals().arriveObserver(observer("monitor", first, 0));
    awaitEvents(500);
    holdUpSwaps();
    platform.arrivals().arriveObserver(observer("monitor", next, 1));
    platform.arrivals().leaveObserver("monitor", first);
    assertEquals(State.RETIRED, platform.swaps().swaps().get(0).state());
    final long seen = cycles.seen.get();
    await("it sees cycles", () -> cycles.seen.get() > seen + 100);
    assertEquals(0, cycles.wrong.get());
  }

  @Test
  void shouldBringTheFeedBeforeBackWhenTheSuccessorLeavesInItsProbation() {
    final CountingFeed next = new CountingFeed();
    platform.probe().swapRules(true, Integer.MAX_VALUE, 0);
    platform.arrivals().arriveFeed(feed(next, 1));
    await("in force", () -> swap().state() == State.PROBATION);
    platform.arrivals().leaveProvider(next);
    assertEquals(State.ROLLED_BACK, swap().state());
    awaitEvents(1_000);
    settle();
  }

  private void shouldReplaceTheOneThatCameBack(
      IntConsumer arrivals, Runnable failing, Runnable last) {
    platform.probe().swapRules(true, Integer.MAX_VALUE, 0);
    arrivals.accept(1);
    await("in force", () -> swap().state() == State.PROBATION);
    platform.probe().swapRules(true, 100, 20);
    last.run();
    assertEquals(State.ARRIVED, swap().state());
    failing.run();
    awaitState(State.RETIRED);
    final List<SwapStatus> all = platform.swaps().swaps();
    assertEquals(State.ROLLED_BACK, all.get(all.size() - 2).state());
    assertTrue(swap().from().contains("1.0.0"), swap()::toString);
    awaitEvents(1_000);
    settle();
  }

  @Test
  void shouldReplaceTheFeedThatCameBackWhenTheOneItCameForIsRolledBack() {
    final Failing next = new Failing();
    shouldReplaceTheOneThatCameBack(
        version -> platform.arrivals().arriveFeed(feed(next, version)),
        () -> next.fails = true,
        () -> platform.arrivals().arriveFeed(feed(new CountingFeed(), 2)));
  }

  @Test
  void shouldReplaceTheGatewayThatCameBackWhenTheOneItCameForIsRolledBack() {
    final Failing next = new Failing();
    shouldReplaceTheOneThatCameBack(
        version -> platform.arrivals().arriveGateway(gateway(next, version)),
        () -> next.fails = true,
        () -> platform.arrivals().arriveGateway(gateway(new Venues(true, false), 2)));
  }

  @Test
  void shouldReplaceTheMonitorThatCameBackWhenTheOneItCameForIsRolledBack() {
    final Cycles cycles = new Cycles();
    final ExecutionMonitor first = (buffer, offset) -> cycles.record(buffer, offset);
    platform.arrivals().arriveObserver(observer("monitor", first, 0));
    final Failing next = new Failing();
    final Cycles after = new Cycles();
    final ExecutionMonitor last = (buffer, offset) -> after.record(buffer, offset);
    shouldReplaceTheOneThatCameBack(
        version -> platform.arrivals().arriveObserver(observer("monitor", next, version)),
        () -> next.fails = true,
        () -> platform.arrivals().arriveObserver(observer("monitor", last, 2)));
    final long seen = cycles.seen.get();
    platform.pause(false);
    awaitEvents(500);
    settle();
    assertEquals(seen, cycles.seen.get(), "the one before sees nothing any more");
    assertEquals(0, after.wrong.get());
    assertTrue(after.seen.get() > 0);
  }

  @Test
  void shouldTakeOverTheOpenOrdersOfAGateway() {
    for (int i = 1; i <= 3; i++) {
      platform.arrivals().arriveGateway(gateway(new Venues(true, false), i));
      awaitState(State.RETIRED);
    }
    awaitEvents(1_000);
    settle();
    assertEquals("gateway", swap().kind());
  }

  @Test
  void shouldRefuseAGatewayThatCannotTakeOverOpenOrders() {
    platform.arrivals().arriveGateway(gateway(new Venues(false, false), 1));
    awaitState(State.REFUSED);
    assertTrue(swap().reason().contains("must be Snapshotable"), swap().reason());
    awaitEvents(1_000);
    settle();
  }

  @Test
  void shouldKeepTheGatewayWhoseSuccessorTakesTheStateTooLong() {
    final AtomicBoolean go = new AtomicBoolean();
    final AtomicBoolean closed = new AtomicBoolean();
    final AtomicLong commands = new AtomicLong();
    final Venue slow =
        new Venue(() -> commands.incrementAndGet() < 0) {
          @Override
          public void read(int version, DirectBuffer buffer, int offset, int length) {
            while (!go.get()) {
              Thread.onSpinWait();
            }
            super.read(version, buffer, offset, length);
          }

          @Override
          public void close() {
            closed.set(true);
          }
        };
    platform.arrivals().arriveGateway(gateway((uri, instruments, clock) -> slow, 1));
    awaitState(State.REFUSED);
    assertEquals("a state that is handed over keeps the agent for 5 s", swap().reason());
    assertFalse(closed.get(), "the agent is still in it");
    go.set(true);
    awaitEvents(1_000);
    settle();
    assertEquals(0, commands.get());
    assertTrue(closed.get());
  }

  @Test
  void shouldBringTheGatewayBeforeBackWhenTheSuccessorThrows() {
    platform.arrivals().arriveGateway(gateway(new Venues(true, true), 1));
    awaitState(State.ROLLED_BACK);
    assertTrue(swap().reason().contains("no connection"), swap().reason());
    awaitEvents(1_000);
    settle();
  }

  @Test
  void shouldShowEachRecordToOneOfTwoMonitors() {
    final Cycles cycles = new Cycles();
    for (int i = 0; i < 4; i++) {
      final ExecutionMonitor monitor = (buffer, offset) -> cycles.record(buffer, offset);
      platform.arrivals().arriveObserver(observer("monitor", monitor, i));
      if (i > 0) {
        awaitState(State.RETIRED);
      }
      awaitEvents(500);
    }
    assertEquals(0, cycles.wrong.get());
    assertTrue(cycles.seen.get() > 1_000);
  }

  @Test
  void shouldShowNothingToAMonitorThatIsLeftOutForAWhile() {
    final AtomicLong seen = new AtomicLong();
    final ExecutionMonitor monitor = (buffer, offset) -> seen.incrementAndGet();
    assertThrows(IllegalArgumentException.class, () -> platform.probe().show(monitor, false));
    platform.arrivals().arriveObserver(observer("monitor", monitor, 0));
    awaitEvents(500);
    platform.probe().show(monitor, false);
    final long before = seen.get();
    assertTrue(before > 0);
    awaitEvents(500);
    assertEquals(before, seen.get());
    platform.probe().show(monitor, true);
    platform.probe().show(monitor, true);
    await("it is shown records again", () -> seen.get() > before + 100);
  }

  @Test
  void shouldGiveEachRecordToOneOfTwoLoggersAlsoWhenTheSuccessorThrows() {
    final Cycles cycles = new Cycles();
    final ExecutionLogger first = logger(cycles, false);
    platform.arrivals().arriveObserver(observer("logger", first, 0));
    awaitEvents(500);
    platform.arrivals().arriveObserver(observer("logger", logger(cycles, false), 1));
    awaitState(State.RETIRED);
    platform.arrivals().arriveObserver(observer("logger", logger(cycles, true), 2));
    awaitState(State.ROLLED_BACK);
    assertTrue(swap().reason().contains("disk full"), swap().reason());
    awaitEvents(500);
    assertEquals(0, cycles.wrong.get());
    platform.arrivals().leaveObserver("logger", first);
  }

  private static ExecutionLogger logger(Cycles cycles, boolean fails) {
    return new ExecutionLogger() {
      @Override
      public boolean append(DirectBuffer buffer, int offset, int length) {
        if (fails) {
          throw new IllegalStateException("disk full");
        }
        for (int at = offset; at < offset + length; at += 64) {
          cycles.record(buffer, at);
        }
        return true;
      }

      @Override
      public String location() {
        return "nowhere";
      }
    };
  }
}
