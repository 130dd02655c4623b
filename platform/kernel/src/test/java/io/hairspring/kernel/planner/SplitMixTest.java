package io.hairspring.kernel.planner;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class SplitMixTest {

  @Test
  void shouldGiveThePublishedSequence() {
    final SplitMix random = new SplitMix(1234567);
    assertEquals(6457827717110365317L, random.bits());
    assertEquals(3203168211198807973L, random.bits());
    assertEquals(Long.parseUnsignedLong("9817491932198370423"), random.bits());
  }

  @Test
  void shouldStayWithinItsRanges() {
    final SplitMix random = new SplitMix(1);
    int happened = 0;
    for (int i = 0; i < 10_000; i++) {
      final double unit = random.unit();
      assertTrue(unit >= 0 && unit < 1);
      final int number = random.below(3);
      assertTrue(number >= 0 && number < 3);
      happened += random.happens(0.25) ? 1 : 0;
    }
    assertTrue(happened > 2_300 && happened < 2_700, () -> "of 10,000 with 0.25");
  }
}
