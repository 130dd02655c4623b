package io.hairspring.benchmarks.report;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class GrowthTest {
  private static final double EXACT = 1e-9;

  private static Growth line(double first, double oneMore, int... numbers) {
    final Growth growth = new Growth("scaling.tasks", "tasks");
    for (final int number : numbers) {
      // The median counts, not what a block of bad luck took.
      growth.add(number, first + oneMore * number);
      growth.add(number, 1e6);
      growth.add(number, first + oneMore * number);
    }
    return growth;
  }

  @Test
  void shouldSayWhatOneMoreCostsBetweenTwoNumbers() {
    assertEquals(2.5, line(40, 2.5, 1, 2, 64, 256).oneMore(64, 256), EXACT);
  }

  @Test
  void shouldFindTheSlopeOfWhatLiesOnALine() {
    assertEquals(2.5, line(40, 2.5, 1, 2, 64, 256).slope(), EXACT);
  }

  @Test
  void shouldTakeTheLineOfLeastSquaresThroughWhatDoesNotLieOnOne() {
    final Growth growth = new Growth("scaling.tasks", "tasks");
    growth.add(0, 0);
    growth.add(1, 3);
    growth.add(2, 3);
    assertEquals(1.5, growth.slope(), EXACT);
  }

  @Test
  void shouldHaveNoSlopeThroughASinglePoint() {
    assertEquals(0, line(40, 2.5, 8).slope(), EXACT);
  }

  @Test
  void shouldKeepTheNumbersInTheOrderInWhichTheyCame() {
    assertEquals(List.of(4, 1, 2), line(1, 1, 4, 1, 2).numbers());
  }
}
