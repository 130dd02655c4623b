package io.hairspring.strategies;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.hairspring.api.config.Configuration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StrategySettingsTest {
  @Test
  void shouldHaveTheDefaultsThatTheSampleConfigurationsShow() {
    assertEquals(
        new QuotingStrategy.Settings(1, 0, 1, 10, 50),
        QuotingStrategy.Settings.from(Configuration.of("q", Map.of())));
    assertEquals(
        new TakingStrategy.Settings(1, 3, 60, 10_000, 10),
        TakingStrategy.Settings.from(Configuration.of("t", Map.of())));
  }

  @ParameterizedTest
  @CsvSource({
    "quantity, 0, 1",
    "quantity, many, 1",
    "distanceSteps, -1, 0",
    "moveSteps, 0, 1",
    "maxPosition, 0, 1",
    "eventsBetweenCommands, 1.5, 0",
  })
  void shouldNameFileKeyValueAndWhatIsAllowedOfTheQuotingStrategy(
      String key, String value, String least) {
    IllegalArgumentException refused =
        assertThrows(
            IllegalArgumentException.class, () -> new QuotingStrategy(Map.of(key, (Object) value)));
    assertEquals(
        "etc/io.hairspring.strategies.QuotingStrategy.cfg: "
            + key
            + " = "
            + value
            + ": must be a whole number from "
            + least
            + " to 2147483647",
        refused.getMessage());
  }

  @ParameterizedTest
  @CsvSource({
    "quantity, -5, from 1 to 2147483647",
    "levels, all, from 1 to 2147483647",
    "thresholdPercent, 101, from 1 to 99",
    "thresholdPercent, 100, from 1 to 99",
    "coolDownMicros, 10ms, from 0 to 2147483647",
    "maxPosition, 99999999999, from 1 to 2147483647",
  })
  void shouldNameFileKeyValueAndWhatIsAllowedOfTheTakingStrategy(
      String key, String value, String allowed) {
    IllegalArgumentException refused =
        assertThrows(
            IllegalArgumentException.class, () -> new TakingStrategy(Map.of(key, (Object) value)));
    assertEquals(
        "etc/io.hairspring.strategies.TakingStrategy.cfg: "
            + key
            + " = "
            + value
            + ": must be a whole number "
            + allowed,
        refused.getMessage());
  }

  @Test
  void shouldRefuseAQuantityThatMayNeverBeHeld() {
    Map<String, Object> more = Map.of("quantity", "11");
    assertEquals(
        "etc/io.hairspring.strategies.QuotingStrategy.cfg: quantity = 11: must be at most"
            + " maxPosition, which is 10",
        assertThrows(IllegalArgumentException.class, () -> new QuotingStrategy(more)).getMessage());
    Map<String, Object> both = Map.of("quantity", "3", "maxPosition", "2");
    assertEquals(
        "etc/io.hairspring.strategies.TakingStrategy.cfg: quantity = 3: must be at most"
            + " maxPosition, which is 2",
        assertThrows(IllegalArgumentException.class, () -> new TakingStrategy(both)).getMessage());
  }

  @Test
  void shouldTakeAQuantityThatIsAllThatMayBeHeld() {
    Map<String, Object> equal = Map.of("quantity", "2", "maxPosition", "2");
    assertEquals(
        new TakingStrategy.Settings(2, 3, 60, 10_000, 2),
        TakingStrategy.Settings.from(Configuration.of("t", equal)));
  }
}
