package io.hairspring.benchmarks.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.hairspring.api.control.Pace;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DemoOptionsTest {

  @Test
  void shouldTradeSyntheticDataAtAHundredThousandEventsASecondByDefault() {
    final DemoOptions options = DemoOptions.parse(List.of());
    assertEquals("synthetic:volatile", options.feed());
    assertEquals("simulated:", options.gateway());
    assertEquals(Pace.fixedRate(100_000), options.pace());
    assertEquals(Optional.empty(), options.seconds());
  }

  @Test
  void shouldReadEveryOption() {
    final DemoOptions options =
        DemoOptions.parse(
            List.of(
                "--seconds",
                "3",
                "--rate",
                "recorded",
                "--feed",
                "dbn:a",
                "--gateway",
                "fix:b",
                "--report",
                "r.json",
                "--changes"));
    assertEquals(Optional.of(3), options.seconds());
    assertEquals(Pace.recorded(), options.pace());
    assertEquals("dbn:a", options.feed());
    assertEquals("fix:b", options.gateway());
    assertEquals(Optional.of(Path.of("r.json")), options.report());
    assertTrue(options.changes());
  }

  @ParameterizedTest
  @CsvSource({
    "--seconds 0, 'demo: --seconds 0: must be a whole number from 1 to 86400'",
    "--seconds soon, 'demo: --seconds soon: must be a whole number from 1 to 86400'",
    "--rate 1e6, 'demo: --rate 1e6: must be a whole number from 1 to 1000000000'",
  })
  void shouldSayWhatANumberMustBe(String arguments, String message) {
    final var refusal =
        assertThrows(
            IllegalArgumentException.class, () -> DemoOptions.parse(List.of(arguments.split(" "))));
    assertEquals(message, refusal.getMessage());
  }

  @ParameterizedTest
  @CsvSource({"--speed, demo: unknown option --speed", "--feed, demo: --feed needs a value"})
  void shouldShowItsUsageForAWrongOption(String argument, String message) {
    final var refusal =
        assertThrows(IllegalArgumentException.class, () -> DemoOptions.parse(List.of(argument)));
    assertEquals(message + "; " + DemoOptions.USAGE, refusal.getMessage());
  }
}
