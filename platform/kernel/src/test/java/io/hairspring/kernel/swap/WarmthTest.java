package io.hairspring.kernel.swap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class WarmthTest {

  @Test
  void shouldSettleWhenTheSecondHalfBroughtNothing() {
    final Warmth warmth = new Warmth(100);
    warmth.block(50, 1_000);
    warmth.block(50, 500);
    assertFalse(warmth.settled(), "it has just become faster");
    warmth.block(99, 460);
    assertFalse(warmth.settled());
    warmth.block(1, 470);
    assertTrue(warmth.settled(), "less than a tenth is not faster");
    assertEquals(500, warmth.eventNanos());
    assertEquals(200, warmth.events());
  }

  @Test
  void shouldBeginAgainWhenTheCompilerComesLate() {
    final Warmth warmth = new Warmth(10);
    warmth.block(10, 1_000);
    warmth.block(10, 1_000);
    assertTrue(warmth.settled());
    warmth.block(10, 200);
    assertFalse(warmth.settled());
  }

  @Test
  void shouldNotSettleBeforeItsLeastEvents() {
    final Warmth warmth = new Warmth(1_000);
    warmth.block(10, 100);
    warmth.block(900, 100);
    assertFalse(warmth.settled());
    assertEquals(0, new Warmth(1).eventNanos());
  }
}
