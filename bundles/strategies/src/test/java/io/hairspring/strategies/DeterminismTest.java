package io.hairspring.strategies;

import static io.hairspring.testkit.PlatformAssertions.assertSameOrders;
import static io.hairspring.testkit.PlatformAssertions.assertSameRecords;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.hairspring.api.control.Pace;
import io.hairspring.feed.synthetic.SyntheticFeedProvider;
import io.hairspring.gateway.simulated.SimulatedGatewayProvider;
import io.hairspring.testkit.Deterministic;
import io.hairspring.testkit.TestPlatform;
import org.junit.jupiter.api.Test;

/** Both strategies, the synthetic feed, the simulated exchange and the kernel between them. */
class DeterminismTest {
  private static final long EVENTS = 50_000;

  /**
   * SHA-256 over all order commands of the run below. It holds on every machine and JDK: nothing in
   * the run reads a real clock, hashes by identity or computes with anything but what the language
   * specifies. It changes when the feed, a strategy, the exchange or the kernel decides otherwise
   * or at another virtual time. When that was meant, take the new value from the message of the
   * failed test, and say in the commit what changed the orders.
   */
  private static final String ORDERS =
      "c5e023d28bf4e80e8b82c409f8ba7fa631944fb8e78423513f5459459ffff905";

  private static void trade(TestPlatform platform, long seed) {
    platform.feed("synthetic", new SyntheticFeedProvider());
    platform.gateway("simulated", new SimulatedGatewayProvider());
    platform.strategy(
        "quoting", new QuotingStrategy(new QuotingStrategy.Settings(1, 0, 1, 10, 50)));
    platform.strategy(
        "taking", new TakingStrategy(new TakingStrategy.Settings(1, 3, 60, 10_000, 10)));
    platform.open(
        "synthetic:volatile?instruments=3&events=" + EVENTS + "&seed=" + seed,
        Pace.recorded(),
        "simulated:?latency=5us");
    platform.run();
    assertEquals(EVENTS, platform.platform().lanes().get(0).events());
    assertTrue(platform.platform().gateway().fills() > 0);
  }

  @Test
  @Deterministic
  void shouldSendTheSameOrdersUnderTheSamePlansInTwoRuns(TestPlatform one, TestPlatform other) {
    trade(one, one.seed());
    trade(other, other.seed());
    assertSameOrders(one.orders(), other.orders());
    assertSameRecords(one.records(), other.records());
    assertEquals(one.records().epochs(), other.records().epochs());
    assertTrue(one.orders().size() > 100, "orders: " + one.orders().size());
  }

  @Test
  @Deterministic(seed = 42)
  void shouldSendTheOrdersThatAreKnownOnEveryMachine(TestPlatform platform) {
    trade(platform, 42);
    assertEquals(ORDERS, platform.orders().sha256(), platform.orders().size() + " orders");
  }

  @Test
  @Deterministic(
      seed = 42,
      settings = {"plan.specialise=always", "plan.specialise.seconds=0"})
  void shouldSendTheSameOrdersOnTheSecondTier(TestPlatform platform) {
    trade(platform, 42);
    assertTrue(platform.platform().plan().reason().startsWith("specialised: "));
    assertEquals(ORDERS, platform.orders().sha256(), platform.orders().size() + " orders");
  }

  @Test
  @Deterministic
  void shouldSendOtherOrdersForAnotherSeed(TestPlatform one, TestPlatform other) {
    trade(one, 1);
    trade(other, 2);
    assertNotEquals(one.orders().sha256(), other.orders().sha256());
  }
}
