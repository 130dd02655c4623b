package io.hairspring.affinity;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.lang.System.Logger.Level;
import org.junit.jupiter.api.Test;

class LossesTest {
  private final Losses losses = new Losses();

  @Test
  void shouldWarnOfWhateverALaneGoesWithoutOnce() {
    assertEquals(Level.WARNING, losses.level(true, true));
    assertEquals(Level.WARNING, losses.level(true, false));
    assertEquals(Level.DEBUG, losses.level(false, false));
  }

  @Test
  void shouldWarnInACommandOnlyWhenALaneIsNotAlone() {
    losses.ofCommand(true);
    assertEquals(Level.INFO, losses.level(true, true));
    assertEquals(Level.WARNING, losses.level(true, false));
  }
}
