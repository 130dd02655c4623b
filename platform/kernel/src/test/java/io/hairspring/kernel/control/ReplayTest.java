package io.hairspring.kernel.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.hairspring.api.control.Mitigations;
import io.hairspring.api.control.Pace;
import io.hairspring.api.market.MarketEvent;
import io.hairspring.api.market.OrderBook;
import io.hairspring.api.market.Side;
import io.hairspring.api.order.ExecutionReport;
import io.hairspring.api.order.OrderPort;
import io.hairspring.api.order.OrderTerms;
import io.hairspring.api.strategy.TradingStrategy;
import io.hairspring.api.task.LatencyClass;
import io.hairspring.api.task.TaskDefinition;
import io.hairspring.api.time.TimerEvent;
import io.hairspring.api.time.Timers;
import io.hairspring.kernel.replay.Difference;
import io.hairspring.kernel.replay.ReplayResult;
import io.hairspring.schema.CycleRecordDecoder;
import io.hairspring.schema.MarketEventDecoder;
import io.hairspring.schema.OutcomeFlagsDecoder;
import java.util.Map;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ReplayTest {
  private static final long FOREVER = Long.MAX_VALUE / 2;

  /** Orders on every tenth event, fifty microseconds after it, and for every fifth report. */
  private static final class Trading implements TradingStrategy {
    private final int quantity;
    private Timers timers;
    private long events;
    private long reports;

    Trading(int quantity) {
      this.quantity = quantity;
    }

    @Override
    public void timers(Timers own) {
      timers = own;
    }

    @Override
    public void onMarketEvent(MarketEvent event, OrderBook book, OrderPort orders) {
      if (++events % 10 == 0) {
        final int size = events < 1_000 ? 1 : quantity;
        orders.send(event.instrument(), Side.BID, event.price(), size, OrderTerms.LIMIT);
        timers.at(event.receiveNanos() + 50_000, event.price());
      }
    }

    @Override
    public void onExecutionReport(ExecutionReport report, OrderPort orders) {
      if (++reports % 5 == 0) {
        orders.cancel(report.clientOrderId(), 0);
      }
    }

    @Override
    public void onTimer(TimerEvent timer, OrderPort orders) {
      orders.send(0, Side.ASK, timer.argument(), 1, OrderTerms.LIMIT);
    }
  }

  private static DeterministicPlatform platform(int quantity) {
    final DeterministicPlatform platform = new DeterministicPlatform(Map.of());
    platform.feed("count", new CountingFeed());
    platform.gateway("echo", new EchoGateway());
    platform.strategy("trading", new Trading(quantity), definition -> definition);
    platform.task(
        TaskDefinition.named("analytics")
            .after("book")
            .latencyClass(LatencyClass.BACKGROUND)
            .sheddable()
            .build(),
        cycle -> false);
    platform.task(
        TaskDefinition.named("signal").after("book").latencyClass(LatencyClass.CRITICAL).build(),
        cycle -> {
          // Only time that goes by within a cycle tells its start from its end.
          platform.clock().advance(50);
          return false;
        });
    return platform;
  }

  private static Recording recorded() {
    final Recording recording = new Recording();
    try (DeterministicPlatform platform = platform(1)) {
      platform.logger(recording);
      platform.open("count:2000", Pace.fixedRate(100_000), "echo:");
      platform.run(5_000_000);
      // A plan in the middle, and one more.
      final TradingStrategy late = new Trading(3);
      platform.strategy("late", late, definition -> definition);
      platform.run(5_000_000);
      platform.leave(late);
      platform.run(FOREVER);
    }
    return recording;
  }

  private static ReplayResult replayed(Recording recording, int quantity, int most) {
    try (DeterministicPlatform platform = platform(quantity)) {
      platform.strategy("late", new Trading(3), definition -> definition);
      return platform.replay(recording.reader(), most);
    }
  }

  @Test
  void shouldRecordEachCycleBehindItsTriggerAndItsOrders() {
    final Recording recording = recorded();
    assertEquals(0, recording.outOfOrder().size(), () -> recording.outOfOrder().get(0));
    assertEquals(
        2_000,
        recording.lines.stream()
            .filter(line -> Recording.template(line) == MarketEventDecoder.TEMPLATE_ID)
            .count());
  }

  @Test
  void shouldRunARecordingAgainToTheSameOrdersAndOutcomes() {
    final ReplayResult result = replayed(recorded(), 1, 1);
    assertEquals("", result.end());
    assertEquals(0, result.differences(), () -> result.shown().toString());
    assertEquals(result.recordedHash(), result.replayedHash());
    assertEquals(1, result.sessions());
    assertTrue(result.cycles() > 4_000, () -> result.cycles() + " cycles");
    assertTrue(result.orders() > 400);
    assertTrue(result.recordedNanos() > 19_000_000);
  }

  @Test
  void shouldRunARecordingWithMitigationsInItAgainToTheSameOrdersAndOutcomes() {
    final Recording recording = new Recording();
    try (DeterministicPlatform platform = platform(1)) {
      platform.logger(recording);
      platform.open("count:2000", Pace.fixedRate(100_000), "echo:");
      for (int i = 0; i < 10; i++) {
        platform.run(700_000);
        platform.mitigations().shed(Mitigations.Party.MONITOR, true, "a trial");
        platform.run(700_000);
        platform.mitigations().holdOrders(Mitigations.Party.MONITOR, true, "a trial");
        platform.run(300_000);
        platform.mitigations().shed(Mitigations.Party.MONITOR, false, "a trial");
        platform.mitigations().holdOrders(Mitigations.Party.MONITOR, false, "a trial");
      }
      platform.run(FOREVER);
    }
    assertTrue(recording.records(OutcomeFlagsDecoder::shed) > 500);
    assertTrue(recording.records(OutcomeFlagsDecoder::orderRefused) > 20);
    final ReplayResult result = replayed(recording, 1, 1);
    assertEquals("", result.end());
    assertEquals(0, result.differences(), () -> result.shown().toString());
    assertEquals(
        recording.lines.stream()
            .filter(line -> Recording.template(line) == CycleRecordDecoder.TEMPLATE_ID)
            .count(),
        result.cycles());
  }

  @Test
  void shouldNameTheFirstOrderThatAChangedStrategySendsOtherwise() {
    final ReplayResult result = replayed(recorded(), 2, 1);
    assertEquals(1, result.differences());
    assertNotEquals(result.recordedHash(), result.replayedHash());
    final Difference first = result.shown().get(0);
    // The first order of that cycle is the other strategy's.
    assertEquals("order 2", first.what());
    assertTrue(first.recorded().contains("quantity 1 "), first::recorded);
    assertTrue(first.replayed().contains("quantity 2 "), first::replayed);
    assertEquals(8, first.before().size());
  }

  @Test
  void shouldListEveryDifferenceWhenAskedTo() {
    final ReplayResult result = replayed(recorded(), 2, Integer.MAX_VALUE);
    assertEquals(101, result.differences());
    assertEquals(100, result.shown().size());
  }

  @Test
  void shouldSayWhichTaskOfTheRecordingIsNotPluggedIn() {
    try (DeterministicPlatform platform = new DeterministicPlatform(Map.of())) {
      final ReplayResult result = platform.replay(recorded().reader(), 1);
      assertEquals(
          "task analytics of the recording is not plugged in: deploy its bundle", result.end());
    }
  }

  @Test
  void shouldNotRunACycleWhoseTriggerIsNotThere() {
    final Recording recording = recorded();
    try (DeterministicPlatform platform = platform(1)) {
      final ReplayResult result =
          platform.replay(
              recording.reader(line -> Recording.template(line) != MarketEventDecoder.TEMPLATE_ID),
              1);
      assertEquals("cycle 1 has no trigger in the journal", result.end());
    }
  }

  @Test
  void shouldNotBeginInTheMiddleOfASession() {
    final Recording recording = recorded();
    final UnsafeBuffer first =
        recording.lines.stream()
            .filter(line -> Recording.template(line) == CycleRecordDecoder.TEMPLATE_ID)
            .findFirst()
            .orElseThrow();
    recording.lines.subList(0, recording.lines.indexOf(first)).clear();
    try (DeterministicPlatform platform = platform(1)) {
      assertEquals(
          "cycle 1 is in no session: the journal must start with the session it records",
          platform.replay(recording.reader(), 1).end());
    }
  }
}
