package io.hairspring.benchmarks.affinity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.hairspring.api.placement.ThreadPlacement;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import net.openhft.affinity.Affinity;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LanePlaceTest {
  private final List<String> calls = new ArrayList<>();
  private final BitSet before = Affinity.getAffinity();
  private int core = before.nextSetBit(0);

  private final LanePlace place =
      new LanePlace(
          new ThreadPlacement() {
            @Override
            public int pinCurrentThread(int wanted) {
              calls.add("pin to " + wanted);
              return core;
            }

            @Override
            public void confineCurrentThread() {
              calls.add("confine");
            }
          });

  @AfterEach
  void goBack() {
    Affinity.setAffinity(before);
  }

  @Test
  void shouldPinTheLaneToTheBestCore() {
    place.take(Arm.PINNED);
    assertEquals(List.of("pin to -1"), calls);
    assertEquals(core, place.core());
  }

  @Test
  void shouldLetAllOthersGoBeforeTheLaneGoesToTheSameCoreByItself() {
    place.take(Arm.PINNED);
    place.take(Arm.PINNED_ALONE);
    assertEquals(List.of("pin to -1", "confine"), calls);
    final BitSet alone = new BitSet();
    alone.set(core);
    assertEquals(alone, Affinity.getAffinity());
  }

  @Test
  void shouldLetAllGoWhereTheSystemPutsThem() {
    place.take(Arm.UNPINNED);
    assertEquals(List.of("confine"), calls);
    assertEquals(before, Affinity.getAffinity());
  }

  @Test
  void shouldSayInOneLineThatNoLaneCanBePinnedHere() {
    core = ThreadPlacement.ANY;
    final String message =
        assertThrows(IllegalArgumentException.class, () -> place.take(Arm.PINNED)).getMessage();
    assertTrue(message.startsWith("bench affinity: a lane cannot be pinned here"), message);
  }
}
