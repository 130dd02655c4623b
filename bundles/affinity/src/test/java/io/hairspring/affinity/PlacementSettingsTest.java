package io.hairspring.affinity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlacementSettingsTest {
  @Test
  void shouldBeLenientAndOrdinaryByDefault() {
    PlacementSettings settings = PlacementSettings.defaults();

    assertFalse(settings.strict());
    assertEquals(PlacementSettings.RealTime.OFF, settings.realTime());
    assertEquals(1_000, settings.recheckMillis());
    assertEquals("", settings.device());
  }

  @ParameterizedTest
  @CsvSource({
    "strict, yes, true or false",
    "lane.realtime, on, 'one of [off, safe, forced]'",
    "recheck.millis, 1, a whole number from 10 to 3600000",
    "recheck.millis, often, a whole number from 10 to 3600000",
    "network.device, ../x, the name of a network interface"
  })
  void shouldRefuseAWrongValueInOneLine(String key, String value, String allowed) {
    String refusal =
        assertThrows(
                IllegalArgumentException.class, () -> PlacementSettings.from(Map.of(key, value)))
            .getMessage();

    assertTrue(
        refusal.startsWith(
            "etc/io.hairspring.affinity.cfg: " + key + " = " + value + ": must be " + allowed),
        refusal);
  }
}
