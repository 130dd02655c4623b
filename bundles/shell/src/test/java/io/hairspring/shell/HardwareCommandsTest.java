package io.hairspring.shell;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.hairspring.api.placement.CacheSample;
import io.hairspring.api.placement.ContentionSample;
import io.hairspring.api.placement.Disturbance;
import io.hairspring.api.placement.Disturbance.Kind;
import io.hairspring.api.placement.LaneContention;
import java.util.List;
import org.junit.jupiter.api.Test;

class HardwareCommandsTest {
  private static final Disturbance FOUND =
      new Disturbance("lane-0", 1, Kind.CORE_TAKEN, 0.1, "it was so", "do this");

  private final HardwareCommands commands = new HardwareCommands();

  @Test
  void shouldShowWhatHasDisturbedTheLanesAndTakeNothingFromTheMonitor() {
    assertEquals(HardwareCommands.NO_PLACEMENT, commands.contention());
    commands.contention =
        new LaneContention() {
          @Override
          public List<ContentionSample> sample() {
            throw new UnsupportedOperationException();
          }

          @Override
          public List<CacheSample> caches() {
            throw new UnsupportedOperationException();
          }

          @Override
          public List<Disturbance> disturbances(double stepInflation) {
            throw new UnsupportedOperationException();
          }

          @Override
          public List<Disturbance> lately() {
            return List.of(FOUND);
          }
        };
    assertArrayEquals(new Disturbance[] {FOUND}, (Disturbance[]) commands.contention());
  }
}
