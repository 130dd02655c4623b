package io.hairspring.feed.synthetic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class RegimeTest {
  private static final int EVENTS = 1_000_000;

  private final Measured calm = Measured.of("calm", EVENTS);
  private final Measured wild = Measured.of("volatile", EVENTS);
  private final Measured crash = Measured.of("crash", EVENTS);

  @Test
  void shouldGiveEachRegimeItsOwnCharacter() {
    final String all = "\n" + calm + "\n" + wild + "\n" + crash;
    assertTrue(crash.cancelShare() > 1.2 * calm.cancelShare(), all);
    assertTrue(wild.modifyShare() > 1.5 * calm.modifyShare(), all);
    assertTrue(wild.volatility() > 2 * calm.volatility(), all);
    assertTrue(crash.volatility() > 2 * calm.volatility(), all);
    assertTrue(wild.spread() > 1.5 * calm.spread(), all);
    assertTrue(calm.dispersion() > 1.2, all);
    assertTrue(wild.dispersion() > 1.5 * calm.dispersion(), all);
    assertTrue(crash.dispersion() > 1.5 * wild.dispersion(), all);
    assertTrue(crash.largestCancels() >= 30, all);
  }

  @Test
  void shouldKeepTheMeanRateAsked() {
    final String all = "\n" + calm + "\n" + wild + "\n" + crash;
    assertEquals(100_000, calm.rate(), 10_000, all);
    assertEquals(100_000, wild.rate(), 10_000, all);
    assertEquals(100_000, crash.rate(), 10_000, all);
  }
}
