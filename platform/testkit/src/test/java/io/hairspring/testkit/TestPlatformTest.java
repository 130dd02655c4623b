package io.hairspring.testkit;

import static io.hairspring.testkit.PlatformAssertions.assertOrdersWithin;
import static io.hairspring.testkit.PlatformAssertions.assertSameOrders;
import static io.hairspring.testkit.PlatformAssertions.assertSameRecords;
import static io.hairspring.testkit.PlatformAssertions.assertSteps;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.hairspring.api.control.TaskStatus;
import io.hairspring.api.market.MarketEvent;
import io.hairspring.api.market.OrderBook;
import io.hairspring.api.market.Side;
import io.hairspring.api.order.ExecutionReport;
import io.hairspring.api.order.OrderCommandKind;
import io.hairspring.api.order.OrderPort;
import io.hairspring.api.order.OrderTerms;
import io.hairspring.api.order.RejectReason;
import io.hairspring.api.strategy.TradingStrategy;
import io.hairspring.api.task.LatencyClass;
import io.hairspring.api.task.TaskDefinition;
import io.hairspring.api.task.TriggerKind;
import io.hairspring.kernel.time.VirtualClock;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

@Deterministic
class TestPlatformTest {
  private static final long START = VirtualClock.START_NANOS;
  private static final TradingStrategy BROKEN =
      (event, book, orders) -> {
        throw new IllegalStateException("out of ideas");
      };

  /** A thin offer, twenty microseconds after the start. */
  private static MarketScript thinOffer() {
    return MarketScript.of("ESH4", 25)
        .add(1, Side.BID, 100, 50)
        .add(2, Side.ASK, 125, 50)
        .after(20_000)
        .execute(2, Side.ASK, 125, 45);
  }

  @Test
  void shouldGiveAStrategyTheScriptAndKeepItsOrders(TestPlatform platform) {
    platform.strategy("sniper", new Sniper());
    platform.trade(thinOffer(), RecordingGateway.silent());

    // The first bid meets no offer at all, which is thin too.
    assertEquals(2, platform.orders().size());
    final OrderLine order = platform.orders().get(1);
    assertEquals(OrderCommandKind.NEW, order.kind());
    assertEquals(Side.BID, order.side());
    assertEquals(125, order.price());
    assertEquals(OrderTerms.IMMEDIATE_OR_CANCEL, order.terms());
    assertEquals(3, order.causeSequence());
    assertEquals(START + 20_000, order.causeNanos());
    assertEquals(START + 20_000, order.decisionNanos());
  }

  @Test
  void shouldLetAVenueFillAfterItsLatency(TestPlatform platform) {
    final Sniper sniper = new Sniper();
    platform.strategy("sniper", sniper);
    platform.trade(thinOffer(), RecordingGateway.filling(5_000));
    final long first = START + 5_000;
    final long second = START + 25_000;
    assertEquals(
        List.of(
            "ACKNOWLEDGED 1 at " + first,
            "FILL 1 at " + first,
            "ACKNOWLEDGED 1 at " + second,
            "FILL 1 at " + second),
        sniper.reports);
  }

  @Test
  void shouldFailWhenTheVenueIsToldToFillMoreThanIsLeft(TestPlatform platform) {
    final RecordingGateway generous =
        RecordingGateway.answering(0, (command, answers) -> answers.fill(2, command.price()));
    platform.strategy("sniper", new Sniper());
    final AssertionError failure =
        assertThrows(AssertionError.class, () -> platform.trade(thinOffer(), generous));
    assertTrue(failure.getMessage().contains("fill of 2 lots"), failure.getMessage());
    assertEquals(0, platform.orders().size());
  }

  @Test
  void shouldAnswerByTheScriptOfTheVenue(TestPlatform platform) {
    final List<String> reports = new ArrayList<>();
    final TradingStrategy cautious =
        new TradingStrategy() {
          private long order;

          @Override
          public void onMarketEvent(MarketEvent event, OrderBook book, OrderPort orders) {
            switch ((int) event.sequence()) {
              case 1 -> order = orders.send(0, Side.BID, 100, 9, OrderTerms.LIMIT);
              case 2 -> orders.replace(order, 0, 101, 7);
              default -> orders.cancel(order, 0);
            }
          }

          @Override
          public void onExecutionReport(ExecutionReport report, OrderPort orders) {
            reports.add(
                report.kind()
                    + " "
                    + report.side()
                    + " "
                    + report.quantity()
                    + " leaves "
                    + report.leavesQuantity()
                    + " "
                    + report.reason());
          }
        };
    platform.strategy("cautious", cautious);
    platform.trade(
        MarketScript.of("A", 1).clear().after(10_000).clear().after(10_000).clear(),
        RecordingGateway.answering(
            1_000,
            (command, answers) -> {
              switch (command.kind()) {
                case NEW -> answers.comply().after(2_000).fill(2, 99);
                case REPLACE -> answers.comply().cancelRest();
                case CANCEL -> answers.reject(RejectReason.UNKNOWN_ORDER);
              }
            }));
    assertEquals(
        List.of(
            "ACKNOWLEDGED BID 9 leaves 9 NONE",
            "PARTIAL_FILL BID 2 leaves 7 NONE",
            "REPLACED BID 7 leaves 7 NONE",
            "CANCELLED BID 0 leaves 0 NONE",
            "REJECTED BID 0 leaves 0 UNKNOWN_ORDER"),
        reports);
  }

  @Test
  void shouldHaveTheSameOrdersAndRecordsInTwoRuns(TestPlatform one, TestPlatform other) {
    for (final TestPlatform platform : List.of(one, other)) {
      platform.strategy("sniper", new Sniper());
      platform.trade(thinOffer(), RecordingGateway.filling(5_000));
    }
    assertSameOrders(one.orders(), other.orders());
    assertSameRecords(one.records(), other.records());
    assertEquals(one.orders().sha256(), other.orders().sha256());
    assertEquals(one.records().epochs(), other.records().epochs());
    assertEquals(128, one.orders().bytes().length);
  }

  @Test
  void shouldNameTheFirstDifferenceOfTwoRuns(TestPlatform one, TestPlatform other) {
    one.strategy("sniper", new Sniper());
    one.trade(thinOffer(), RecordingGateway.silent());
    other.strategy("sniper", new Sniper());
    other.trade(thinOffer().after(1_000).execute(2, Side.ASK, 125, 1), RecordingGateway.silent());

    final AssertionError longer =
        assertThrows(AssertionError.class, () -> assertSameOrders(one.orders(), other.orders()));
    assertTrue(longer.getMessage().contains("orders differ from index 2"), longer.getMessage());
    assertTrue(longer.getMessage().contains("nothing after 2"), longer.getMessage());
    assertTrue(
        longer.getMessage().contains("NEW order 1000000000003 of strategy 1, instrument 0, BID 1"),
        longer.getMessage());
    assertThrows(AssertionError.class, () -> assertSameRecords(one.records(), other.records()));
    assertNotEquals(one.orders().sha256(), other.orders().sha256());
  }

  @Test
  void shouldMeasureFromEventToOrderInVirtualTime(TestPlatform platform) {
    platform.strategy(
        "slow",
        (event, book, orders) -> {
          platform.spend(700);
          orders.send(0, Side.BID, 100, 1, OrderTerms.LIMIT);
        });
    platform.trade(thinOffer(), RecordingGateway.silent());
    // The second event is due with the first, and waits for its cycle.
    assertOrdersWithin(platform.records(), 1_400);
    final AssertionError late =
        assertThrows(AssertionError.class, () -> assertOrdersWithin(platform.records(), 1_399));
    assertTrue(late.getMessage().startsWith("cycle 2: its order left 1400 ns"), late.getMessage());
  }

  @Test
  void shouldSayWhenNoOrderWasSentAtAll(TestPlatform platform) {
    platform.trade(thinOffer(), RecordingGateway.silent());
    assertThrows(AssertionError.class, () -> assertOrdersWithin(platform.records(), 1_000_000));
  }

  @Test
  void shouldWriteDownWhatRanInWhatOrder(TestPlatform platform) {
    platform.task(
        TaskDefinition.named("analytics").after("book").latencyClass(LatencyClass.BACKGROUND),
        platform.steps().taking("analytics", 900));
    platform.task(
        TaskDefinition.named("order").after("signal").emitsOrders(),
        platform.steps().taking("order", 100));
    platform.task(
        TaskDefinition.named("signal").after("book"), platform.steps().taking("signal", 200));
    platform.trade(thinOffer(), RecordingGateway.silent());

    assertSteps(platform.steps(), 3, "signal", "order", "analytics");
    assertEquals(START + 20_200, platform.steps().all().get(7).startNanos());
    final AssertionError wrong =
        assertThrows(AssertionError.class, () -> assertSteps(platform.steps(), 3, "order"));
    assertTrue(wrong.getMessage().contains("tasks of cycle 3"), wrong.getMessage());
    assertEquals(3, platform.records().cycles(Outcome.SLACK).size());
    assertTrue(platform.records().cycles(Outcome.DEFERRED).get(0).outcome().size() >= 1);
    assertEquals(TriggerKind.MARKET_EVENT, platform.records().cycles().get(0).trigger());
  }

  @Test
  void shouldFailWhenAStrategyThrows(TestPlatform platform) {
    platform.strategy("broken", BROKEN);
    final AssertionError failure =
        assertThrows(
            AssertionError.class, () -> platform.trade(thinOffer(), RecordingGateway.silent()));
    assertTrue(failure.getMessage().startsWith("task broken is QUARANTINED"), failure.getMessage());
    assertTrue(failure.getMessage().contains("out of ideas"), failure.getMessage());
    assertEquals(1, platform.records().cycles(Outcome.TASK_FAILED).size());
  }

  @Test
  void shouldFailWhenATaskIsRefused(TestPlatform platform) {
    platform.task(TaskDefinition.named("lost").after("nowhere"), cycle -> false);
    final AssertionError failure =
        assertThrows(
            AssertionError.class, () -> platform.trade(thinOffer(), RecordingGateway.silent()));
    assertEquals("task lost is REFUSED: unknown dependency: nowhere", failure.getMessage());
  }

  @Test
  void shouldGoOnWhenFailuresAreWhatIsTested(TestPlatform platform) {
    platform.allowFailures();
    platform.strategy("broken", BROKEN);
    platform.strategy("sniper", new Sniper());
    platform.trade(thinOffer(), RecordingGateway.silent());
    assertEquals(2, platform.orders().size());
    assertTrue(
        platform.platform().tasks().stream()
            .anyMatch(task -> task.state() == TaskStatus.State.QUARANTINED));
  }

  @Test
  void shouldNotBeKeptByATimerThatTicksForEver(TestPlatform platform) {
    platform.task(
        TaskDefinition.named("ticker").every(100_000_000),
        platform.steps().taking("ticker", 1_000));
    platform.trade(thinOffer(), RecordingGateway.silent());
    assertEquals(10, platform.steps().all().size());
  }

  @Test
  @Deterministic(settings = {"egress.cancels=0", "egress.critical = 0", "ring.egress=64"})
  void shouldTakeSettingsAsInTheConfiguration(TestPlatform platform) {
    platform.strategy(
        "flood",
        (event, book, orders) -> {
          for (int i = 0; i < 100; i++) {
            orders.send(0, Side.BID, 100, 1, OrderTerms.LIMIT);
          }
        });
    platform.trade(MarketScript.of("ESH4", 25).status().clear(), RecordingGateway.silent());
    assertEquals(64, platform.orders().size());
    assertEquals(36, platform.platform().lanes().get(0).ordersRefused());
    assertEquals(1, platform.records().cycles(Outcome.ORDER_REFUSED).size());
  }
}
