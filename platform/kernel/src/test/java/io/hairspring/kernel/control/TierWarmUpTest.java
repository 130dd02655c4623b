package io.hairspring.kernel.control;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.hairspring.kernel.plan.FusedPlan;
import io.hairspring.kernel.plan.Plan;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class TierWarmUpTest {
  private static final long MILLI = TimeUnit.MILLISECONDS.toNanos(1);

  private long now;
  private long turnNanos;

  /** Turns, a tenth of a second apart, until it is enough. */
  private int turns(long first, double next) {
    turnNanos = first;
    final TierWarmUp warmUp =
        new TierWarmUp(FusedPlan.of(List.of(Plan.empty())), () -> now += turnNanos);
    int turns = 1;
    while (!warmUp.turn()) {
      turns++;
      turnNanos = (long) (turnNanos * next);
      now += 100 * MILLI;
    }
    return turns;
  }

  @Test
  void shouldGoOnUntilPassingTakesNoLessTimeForOneAndAHalfSeconds() {
    assertEquals(16, turns(MILLI, 1));
  }

  @Test
  void shouldGoOnWhilePassingTakesLessAndLessTimeButNotForMoreThanTenSeconds() {
    assertEquals(100, turns(1_000 * MILLI / 100, 0.85));
  }
}
