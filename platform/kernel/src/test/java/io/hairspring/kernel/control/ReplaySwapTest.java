package io.hairspring.kernel.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.hairspring.api.control.Mitigations;
import io.hairspring.api.control.Mitigations.Party;
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
import io.hairspring.api.task.LatencyClass;
import io.hairspring.api.task.Snapshotable;
import io.hairspring.api.task.TaskDefinition;
import io.hairspring.api.time.TimerEvent;
import io.hairspring.api.time.Timers;
import io.hairspring.kernel.control.Registry.StrategyPlug;
import io.hairspring.kernel.replay.ReplayResult;
import io.hairspring.kernel.swap.Rank;
import io.hairspring.kernel.trading.StrategyTask;
import io.hairspring.schema.OutcomeFlagsDecoder;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.osgi.framework.Version;

/** Recordings in which something took over from something else, or was kept from what it did. */
@Timeout(60)
class ReplaySwapTest {
  private static final long FOREVER = Long.MAX_VALUE / 2;
  private static final int SLOT = 7;

  /** Sends an order on every tenth event since it was started, with what it has seen in it. */
  private static class Anew implements TradingStrategy {
    long events;
    private Timers timers;

    @Override
    public void start(InstrumentDirectory instruments) {
      events = 0;
    }

    @Override
    public void timers(Timers own) {
      timers = own;
    }

    @Override
    public void onMarketEvent(MarketEvent event, OrderBook book, OrderPort orders) {
      if (++events % 10 == 0) {
        final int seen = (int) (events % 1_000_000);
        orders.send(event.instrument(), Side.BID, event.price(), seen, OrderTerms.LIMIT);
        timers.at(event.receiveNanos() + 35_000, events);
      }
    }

    @Override
    public void onTimer(TimerEvent timer, OrderPort orders) {
      orders.send(0, Side.ASK, timer.argument(), 1, OrderTerms.LIMIT);
    }
  }

  /** Hands over what it has seen, but not what has become of its orders. */
  private static class WithState extends Anew implements Snapshotable {
    private long reports;

    @Override
    public void start(InstrumentDirectory instruments) {
      super.start(instruments);
      reports = 0;
    }

    @Override
    public void onExecutionReport(ExecutionReport report, OrderPort orders) {
      if (++reports % 7 == 0) {
        orders.cancel(report.clientOrderId(), 0);
      }
    }

    @Override
    public int snapshotVersion() {
      return 1;
    }

    @Override
    public int write(MutableDirectBuffer buffer, int offset) {
      buffer.putLong(offset, events);
      return Long.BYTES;
    }

    @Override
    public void read(int version, DirectBuffer buffer, int offset, int length) {
      events = buffer.getLong(offset);
    }
  }

  /** Hands over all that it decides by: who comes back from a swap is not started again. */
  private static final class WithAll extends WithState {
    @Override
    public void onExecutionReport(ExecutionReport report, OrderPort orders) {
      // Nothing is made of it.
    }
  }

  /** Cannot read a state. */
  private static final class Unable extends WithState {
    @Override
    public void read(int version, DirectBuffer buffer, int offset, int length) {
      throw new IllegalStateException("as told");
    }
  }

  private static DeterministicPlatform platform(Map<String, String> settings) {
    final DeterministicPlatform platform = new DeterministicPlatform(settings);
    platform.feed("count", new CountingFeed());
    platform.gateway("echo", new EchoGateway());
    return platform;
  }

  private static void arrive(DeterministicPlatform platform, TradingStrategy strategy, int minor) {
    final Rank rank = new Rank("strategies", new Version(1, minor, 0), 0, minor, minor);
    ((KernelPlatform) platform.platform())
        .arrivals()
        .arrive(
            new StrategyPlug(
                strategy, StrategyTask.definition("trading").build(), "test", SLOT, rank, ""));
  }

  private static SwapStatus swap(DeterministicPlatform platform, TradingStrategy next, int minor) {
    arrive(platform, next, minor);
    final KernelPlatform kernel = (KernelPlatform) platform.platform();
    SwapStatus status = last(kernel);
    while (!status.state().over()) {
      platform.run(20_000);
      status = last(kernel);
    }
    return status;
  }

  private static SwapStatus last(KernelPlatform kernel) {
    final List<SwapStatus> all = kernel.swaps().swaps();
    return all.get(all.size() - 1);
  }

  private static Map<String, String> quick() {
    return Map.of("swap.probation", "0", "swap.probation.events", "10");
  }

  /** What a platform records of a session. */
  private static Recording recorded(
      Map<String, String> settings,
      Consumer<DeterministicPlatform> plugged,
      Consumer<DeterministicPlatform> session) {
    final Recording recording = new Recording();
    try (DeterministicPlatform platform = platform(settings)) {
      plugged.accept(platform);
      platform.logger(recording);
      session.accept(platform);
    }
    return recording;
  }

  private static void atRate(DeterministicPlatform platform) {
    platform.open("count:", Pace.fixedRate(100_000), "echo:");
  }

  private static void assertSame(Recording recording, TradingStrategy strategy) {
    assertSame(recording, Map.of(), platform -> arrive(platform, strategy, 0));
  }

  private static void assertSame(
      Recording recording, Map<String, String> settings, Consumer<DeterministicPlatform> plugged) {
    try (DeterministicPlatform platform = platform(settings)) {
      plugged.accept(platform);
      assertSame(platform.replay(recording.reader(), 1));
    }
  }

  private static void assertSame(ReplayResult result) {
    assertEquals("", result.end());
    assertEquals(0, result.differences(), () -> result.shown().toString());
    assertTrue(result.cycles() > 1_000, () -> result.cycles() + " cycles");
    assertTrue(result.orders() > 100, () -> result.orders() + " orders");
  }

  @Test
  void shouldFollowASwapWithTheStateThatWasHandedOver() {
    final Recording recording =
        recorded(
            quick(),
            platform -> arrive(platform, new WithState(), 0),
            platform -> {
              atRate(platform);
              for (int swap = 1; swap <= 5; swap++) {
                platform.run(3_000_000);
                assertEquals(State.RETIRED, swap(platform, new WithState(), swap).state());
              }
              platform.run(3_000_000);
            });
    assertTrue(recording.text().contains("@1.5.0^state"), recording::text);
    assertSame(recording, new WithState());
  }

  @Test
  void shouldFollowASwapThatBeginsAnew() {
    final Recording recording =
        recorded(
            quick(),
            platform -> arrive(platform, new Anew(), 0),
            platform -> {
              atRate(platform);
              platform.run(4_444_000);
              assertEquals(State.RETIRED, swap(platform, new Anew(), 1).state());
              platform.run(4_444_000);
            });
    assertTrue(recording.text().contains("@1.1.0^anew"), recording::text);
    assertSame(recording, new Anew());
  }

  @Test
  void shouldNotAdoptThePlanOfASwapThatFailed() {
    final Recording recording =
        recorded(
            quick(),
            platform -> arrive(platform, new WithState(), 0),
            platform -> {
              atRate(platform);
              platform.run(4_444_000);
              assertEquals(State.REFUSED, swap(platform, new Unable(), 1).state());
              platform.run(4_444_000);
            });
    assertTrue(recording.text().contains("withdrawn: plan "), recording::text);
    assertSame(recording, new WithState());
  }

  @Test
  void shouldFollowASuccessorThatIsReplacedByTheOneBefore() {
    final Recording recording =
        recorded(
            Map.of("swap.probation", "0", "swap.probation.events", "1000000"),
            platform -> arrive(platform, new WithAll(), 0),
            platform -> {
              atRate(platform);
              platform.run(4_444_000);
              final TradingStrategy next = new WithAll();
              arrive(platform, next, 1);
              while (last((KernelPlatform) platform.platform()).state() != State.PROBATION) {
                platform.run(20_000);
              }
              platform.run(4_444_000);
              platform.leave(next);
              platform.run(4_444_000);
            });
    assertSame(recording, new WithAll());
  }

  @Test
  void shouldStartAnewWhatLeftAndCameBack() {
    final Recording recording =
        recorded(
            Map.of(),
            platform -> {},
            platform -> {
              atRate(platform);
              for (int life = 0; life < 4; life++) {
                final TradingStrategy strategy = new Anew();
                arrive(platform, strategy, life);
                platform.run(3_333_000);
                platform.leave(strategy);
                platform.run(111_000);
              }
            });
    assertSame(recording, new Anew());
  }

  private static void mitigated(DeterministicPlatform platform, TradingStrategy... strategies) {
    int slot = 0;
    for (final TradingStrategy strategy : strategies) {
      final String name = List.of("first", "second", "spare").get(slot);
      final StrategyPlug plug =
          new StrategyPlug(
              strategy,
              StrategyTask.definition(name).build(),
              "test",
              ++slot,
              Rank.NONE,
              name.equals("first") ? "spare" : "");
      ((KernelPlatform) platform.platform()).arrivals().arrive(plug);
    }
    platform.task(
        TaskDefinition.named("analytics")
            .after("book")
            .latencyClass(LatencyClass.BACKGROUND)
            .sheddable()
            .build(),
        cycle -> false);
  }

  @Test
  void shouldFollowEveryMitigation() {
    final Recording recording =
        recorded(
            Map.of(),
            platform -> mitigated(platform, new WithState(), new Anew(), new Anew()),
            platform -> {
              atRate(platform);
              final Mitigations desk = platform.mitigations();
              for (int round = 0; round < 3; round++) {
                platform.run(1_000_000);
                desk.quarantine(Party.MONITOR, "second", "a trial");
                platform.run(1_000_000);
                desk.demote(Party.MONITOR, "first", "a trial");
                platform.run(1_000_000);
                desk.shed(Party.MONITOR, true, "a trial");
                platform.run(500_000);
                desk.holdOrders(Party.MONITOR, true, "a trial");
                platform.run(500_000);
                desk.release(Party.MONITOR, "second", "a trial");
                desk.throttle(Party.MONITOR, 20_000, "a trial");
                platform.run(1_000_000);
                desk.holdOrders(Party.MONITOR, false, "a trial");
                desk.promote(Party.MONITOR, "first", "a trial");
                desk.throttle(Party.MONITOR, 0, "a trial");
                platform.run(500_000);
                desk.fallback(Party.MONITOR, "first", "a trial");
                platform.run(1_000_000);
                desk.kill("somebody", "a trial");
                platform.run(500_000);
                desk.enable("somebody", "a trial");
                desk.shed(Party.MONITOR, false, "a trial");
                desk.primary(Party.MONITOR, "first", "a trial");
              }
              platform.run(1_000_000);
            });
    assertTrue(recording.records(OutcomeFlagsDecoder::shed) > 100);
    assertTrue(recording.records(OutcomeFlagsDecoder::orderRefused) > 10);
    assertSame(
        recording,
        Map.of(),
        platform -> mitigated(platform, new WithState(), new Anew(), new Anew()));
  }

  /** Throws at an event, once. */
  private static final class Failing extends Anew {
    @Override
    public void onMarketEvent(MarketEvent event, OrderBook book, OrderPort orders) {
      super.onMarketEvent(event, book, orders);
      if (events == 500) {
        throw new IllegalStateException("as told");
      }
    }
  }

  @Test
  void shouldFollowTheQuarantineOfATaskThatThrewAndItsRelease() {
    final Recording recording =
        recorded(
            Map.of(),
            platform -> mitigated(platform, new Failing(), new Anew(), new Anew()),
            platform -> {
              atRate(platform);
              platform.run(7_000_000);
              platform.quarantineFailed();
              assertEquals(
                  1,
                  platform.platform().tasks().stream()
                      .filter(task -> task.state() == TaskStatus.State.QUARANTINED)
                      .count());
              platform.run(2_000_000);
              platform.mitigations().release(Party.OPERATOR, "first", "a trial");
              platform.run(5_000_000);
            });
    assertEquals(1, recording.records(OutcomeFlagsDecoder::taskFailed));
    assertSame(
        recording,
        Map.of(),
        platform -> mitigated(platform, new Failing(), new Anew(), new Anew()));
  }

  @Test
  void shouldHoldTheOrdersOfDeferredStepsThatHadToMakeRoom() {
    final Map<String, String> small = Map.of("slack.cycles", "4");
    final Recording recording =
        recorded(
            small,
            platform -> mitigated(platform, new WithState(), new Anew(), new Anew()),
            platform -> {
              platform.open("count:3000", Pace.fast(), "echo:");
              platform.mitigations().demote(Party.MONITOR, "first", "a trial");
              for (int i = 0; i < 300; i++) {
                platform.mitigations().holdOrders(Party.MONITOR, i % 2 == 0, "a trial");
                platform.step();
              }
              platform.mitigations().holdOrders(Party.MONITOR, false, "a trial");
              platform.run(FOREVER);
            });
    assertTrue(
        recording.records(outcome -> outcome.slack() && outcome.orderRefused()) > 10,
        "orders of deferred steps were held");
    try (DeterministicPlatform platform = platform(small)) {
      mitigated(platform, new WithState(), new Anew(), new Anew());
      final ReplayResult result = platform.replay(recording.reader(), 1);
      assertEquals("", result.end());
      assertEquals(0, result.differences(), () -> result.shown().toString());
    }
  }

  @Test
  void shouldRunDeferredStepsWhereTheyHadToMakeRoomForOthers() {
    final Map<String, String> small = Map.of("slack.cycles", "4");
    final Recording recording =
        recorded(
            small,
            platform -> mitigated(platform, new WithState(), new Anew(), new Anew()),
            platform -> {
              platform.open("count:3000", Pace.fast(), "echo:");
              platform.mitigations().demote(Party.MONITOR, "first", "a trial");
              platform.run(FOREVER);
            });
    assertTrue(
        recording.records(outcome -> outcome.slack() && outcome.resumed()) > 1_000,
        "deferred steps came after other cycles");
    assertSame(
        recording, small, platform -> mitigated(platform, new WithState(), new Anew(), new Anew()));
  }
}
