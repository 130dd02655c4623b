package io.hairspring.logger;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class QuantitiesTest {
  @Test
  void shouldReadSizesAndTimes() {
    assertEquals(Optional.of(256L << 20), Quantities.bytes("256MB"));
    assertEquals(Optional.of(2L << 30), Quantities.bytes(" 2 gb "));
    assertEquals(Optional.of(0L), Quantities.bytes("0"));
    assertEquals(Optional.of(Duration.ofMillis(5)), Quantities.time("5ms"));
    assertEquals(Optional.of(Duration.ofDays(30)), Quantities.time("30d"));
    assertEquals(Optional.of(Duration.ZERO), Quantities.time("0"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "5", "MB", "5 apples", "-1MB", "1.5MB"})
  void shouldTakeForNoneWhatIsNeither(String text) {
    assertEquals(Optional.empty(), Quantities.bytes(text));
    assertEquals(Optional.empty(), Quantities.time(text));
  }

  @Test
  void shouldWriteSizesForPeople() {
    assertEquals("17 B", Quantities.size(17));
    assertEquals("1.5 MB", Quantities.size(3L << 19));
  }
}
