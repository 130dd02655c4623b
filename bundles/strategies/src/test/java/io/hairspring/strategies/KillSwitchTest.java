package io.hairspring.strategies;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.hairspring.api.control.HaltStatus;
import io.hairspring.api.control.Mitigations;
import io.hairspring.api.control.Mitigations.Party;
import io.hairspring.api.control.Pace;
import io.hairspring.api.order.OrderCommandKind;
import io.hairspring.feed.synthetic.SyntheticFeedProvider;
import io.hairspring.gateway.simulated.SimulatedGatewayProvider;
import io.hairspring.testkit.Deterministic;
import io.hairspring.testkit.OrderLine;
import io.hairspring.testkit.TestPlatform;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The kill switch while both strategies trade at the simulated exchange. */
class KillSwitchTest {
  private static final long WHILE = 200_000_000;

  private static void open(TestPlatform platform) {
    platform.feed("synthetic", new SyntheticFeedProvider());
    platform.gateway("simulated", new SimulatedGatewayProvider());
    platform.strategy(
        "quoting", new QuotingStrategy(new QuotingStrategy.Settings(1, 0, 1, 10, 50)));
    platform.strategy(
        "taking", new TakingStrategy(new TakingStrategy.Settings(1, 3, 60, 10_000, 10)));
    platform.open(
        "synthetic:volatile?instruments=3&seed=5",
        Pace.fixedRate(50_000),
        "simulated:?latency=5us");
  }

  private static List<OrderLine> since(TestPlatform platform, int from) {
    return platform.orders().all().subList(from, platform.orders().size());
  }

  /** Goes on until orders are open. */
  private static void trade(TestPlatform platform) {
    platform.run(WHILE);
    for (int i = 0; i < 1_000 && platform.mitigations().halt().openOrders() < 2; i++) {
      platform.run(WHILE / 1_000);
    }
  }

  @Test
  @Deterministic
  void shouldCancelWhatIsOpenAndAcceptNothingUntilAPersonSaysSo(TestPlatform platform) {
    open(platform);
    trade(platform);
    final Mitigations mitigations = platform.mitigations();
    final int open = mitigations.halt().openOrders();
    assertTrue(open >= 2, "open orders: " + open);
    final long cancelledBefore = platform.platform().gateway().cancelled();
    final int before = platform.orders().size();
    mitigations.kill("ann", "a test");
    platform.run(WHILE);
    final HaltStatus halt = mitigations.halt();
    assertEquals(open, halt.cancelled());
    assertEquals(0, halt.openOrders());
    assertTrue(halt.lastOrderOutNanos() >= halt.commandNanos());
    assertTrue(platform.platform().gateway().cancelled() > cancelledBefore);
    assertFalse(since(platform, before).isEmpty());
    assertTrue(
        since(platform, before).stream().allMatch(line -> line.kind() == OrderCommandKind.CANCEL));
    final int killed = platform.orders().size();
    platform.run(WHILE);
    assertEquals(killed, platform.orders().size());
    mitigations.enable("bob", "a test");
    platform.run(WHILE);
    assertTrue(
        since(platform, killed).stream().anyMatch(line -> line.kind() == OrderCommandKind.NEW));
  }

  @Test
  @Deterministic
  void shouldRecoverWithoutARestartWhenOrdersWereHeld(TestPlatform platform) {
    open(platform);
    trade(platform);
    platform.mitigations().holdOrders(Party.MONITOR, true, "a test");
    platform.run(WHILE);
    final int held = platform.orders().size();
    platform.run(WHILE);
    assertTrue(
        since(platform, held).stream().noneMatch(line -> line.kind() == OrderCommandKind.NEW));
    platform.mitigations().holdOrders(Party.MONITOR, false, "a test");
    platform.run(WHILE);
    assertTrue(
        since(platform, held).stream().anyMatch(line -> line.kind() == OrderCommandKind.NEW));
  }
}
