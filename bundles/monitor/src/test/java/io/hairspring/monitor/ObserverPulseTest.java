package io.hairspring.monitor;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class ObserverPulseTest {
  private final ObserverPulse pulse = new ObserverPulse(1_000, 100);

  private boolean after(long nanos) {
    boolean stopped = false;
    for (long now = 100; now <= nanos; now += 50) {
      stopped |= pulse.stopped(now, 100);
    }
    return stopped;
  }

  @Test
  void shouldSayOnceThatTheObserverHasHadNoTurnForLong() {
    assertFalse(after(1_050));
    assertTrue(pulse.stopped(1_100, 100));
    assertFalse(pulse.stopped(5_000, 100));
  }

  @Test
  void shouldNotTakeForItsStopThatTheOwnThreadStoodToo() {
    assertFalse(after(500));
    assertFalse(pulse.stopped(900_000, 100));
    assertFalse(pulse.stopped(900_050, 900_000));
  }

  @Test
  void shouldSayItAgainWhenItHadATurnMeanwhile() {
    assertTrue(after(1_100));
    assertFalse(pulse.stopped(1_150, 1_150));
    boolean stopped = false;
    for (long now = 1_200; now <= 2_150; now += 50) {
      stopped |= pulse.stopped(now, 1_150);
    }
    assertTrue(stopped);
  }
}
