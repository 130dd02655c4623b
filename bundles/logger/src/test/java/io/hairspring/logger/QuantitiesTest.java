package io.hairspring.logger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class QuantitiesTest {
  @Test
  void shouldReadSizesAndTimes() {
    assertEquals(256L << 20, Quantities.bytes("roll.size", "256MB"));
    assertEquals(2L << 30, Quantities.bytes("roll.size", " 2 gb "));
    assertEquals(0, Quantities.bytes("retention.size", "0"));
    assertEquals(Duration.ofMillis(5), Quantities.time("roll.time", "5ms"));
    assertEquals(Duration.ofDays(30), Quantities.time("roll.time", "30d"));
    assertEquals(Duration.ZERO, Quantities.time("retention.time", "0"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "5", "MB", "5 apples", "-1MB", "1.5MB"})
  void shouldNameKeyAndValueOfWhatIsNeither(String text) {
    for (String message :
        new String[] {
          assertThrows(IllegalArgumentException.class, () -> Quantities.bytes("a.key", text))
              .getMessage(),
          assertThrows(IllegalArgumentException.class, () -> Quantities.time("a.key", text))
              .getMessage()
        }) {
      assertTrue(
          message.startsWith("io.hairspring.logger a.key = '" + text + "' is not a "), message);
    }
  }

  @Test
  void shouldWriteSizesForPeople() {
    assertEquals("17 B", Quantities.size(17));
    assertEquals("1.5 MB", Quantities.size(3L << 19));
  }
}
