package io.hairspring.benchmarks.compare;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class FlippedSignsTest {
  private static final double EXACT = 1e-12;

  @Test
  void shouldGiveTheChanceThatAllSignsAreAlike() {
    final FlippedSigns signs = new FlippedSigns(new double[] {1, 2, 3, 4, 5});
    assertEquals(1 / 32.0, signs.chanceAbove(0), EXACT);
    assertEquals(1, signs.chanceBelow(0), EXACT);
  }

  @Test
  void shouldCountTheWaysToReachASumOfScores() {
    // Scores are sizes up to the median, 3. At least as good: no minus, or one before 1.
    assertEquals(2 / 32.0, new FlippedSigns(new double[] {-1, 2, 3, 4, 5}).chanceAbove(0), EXACT);
    // No minus, or one before any of the five, or before 1 and 2.
    assertEquals(7 / 32.0, new FlippedSigns(new double[] {1, 2, -3, 4, 5}).chanceAbove(0), EXACT);
  }

  @Test
  void shouldNotDependOnTheSizeOfOneThatSticksOut() {
    final double near = new FlippedSigns(new double[] {1, 2, 3, 4, -5}).chanceAbove(0);
    final double far = new FlippedSigns(new double[] {1, 2, 3, 4, -5_000}).chanceAbove(0);
    assertEquals(near, far, EXACT);
    assertEquals(2, new FlippedSigns(new double[] {1, 2, 3, 2, -5_000}).estimate(), 0.6);
  }

  @Test
  void shouldGiveEqualSizesEqualScores() {
    assertEquals(0.5 + 1 / 4.0, new FlippedSigns(new double[] {1, -1}).chanceAbove(0), EXACT);
    assertEquals(0.25, new FlippedSigns(new double[] {1, 1}).chanceAbove(0), EXACT);
  }

  @Test
  void shouldMeasureFromTheCentre() {
    final FlippedSigns signs = new FlippedSigns(new double[] {11, 12, 13});
    assertEquals(1 / 8.0, signs.chanceAbove(10), EXACT);
    assertEquals(1 / 8.0, signs.chanceBelow(14), EXACT);
    assertEquals(12, signs.estimate(), EXACT);
  }

  @Test
  void shouldRefuseNoPairs() {
    assertThrows(IllegalArgumentException.class, () -> new FlippedSigns(new double[0]));
  }
}
