package io.hairspring.api.time;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class TimerTermsTest {

  @Test
  void shouldSayHowATimerTicks() {
    assertEquals(new TimerTerms(10, MissedTicks.SKIP, 1, false), TimerTerms.skipping(10));
    assertEquals(
        new TimerTerms(10, MissedTicks.CATCH_UP, 4, true),
        TimerTerms.catchingUp(10, 4).asPrecise());
  }

  @Test
  void shouldRefuseWhatNoTimerCanDoAndSayWhatWouldBeRight() {
    refused("period of a timer is 0 ns, expected at least 1", () -> TimerTerms.skipping(0));
    refused(
        "bound of a timer that catches up is 0 ticks, expected at least 1",
        () -> TimerTerms.catchingUp(10, 0));
    refused(
        "bound of a timer that skips missed ticks is 2, expected 1",
        () -> new TimerTerms(10, MissedTicks.SKIP, 2, false));
  }

  @Test
  void shouldRefuseTermsWithoutAPolicy() {
    final NullPointerException refusal =
        assertThrows(NullPointerException.class, () -> new TimerTerms(10, null, 1, false));
    assertTrue(refusal.getMessage().contains("policy"));
  }

  private static void refused(String message, Runnable terms) {
    assertEquals(message, assertThrows(IllegalArgumentException.class, terms::run).getMessage());
  }
}
