package io.hairspring.telemetry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.hairspring.api.config.Configuration;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TelemetrySettingsTest {
  @Test
  void shouldListenOnLoopbackWithTheShellAndNotAtAllWithACommand() {
    final TelemetrySettings shell =
        TelemetrySettings.from(Configuration.of(TelemetrySettings.PID, Map.of()), "/opt/h", false);
    assertEquals(Path.of("/opt/h/data/telemetry"), shell.directory());
    assertEquals(9_464, shell.port());
    assertTrue(shell.address().isLoopbackAddress());
    assertEquals(250, shell.periodMillis());
    assertEquals(
        TelemetrySettings.OFF,
        TelemetrySettings.from(Configuration.of(TelemetrySettings.PID, Map.of()), "/opt/h", true)
            .port());
  }

  @Test
  void shouldTakeWhatIsConfigured() {
    final TelemetrySettings settings =
        TelemetrySettings.from(
            Configuration.of(
                TelemetrySettings.PID,
                Map.of("directory", "/var/x", "http.port", "any", "http.address", "::1")),
            null,
            true);
    assertEquals(Path.of("/var/x"), settings.directory());
    assertEquals(TelemetrySettings.ANY, settings.port());
    assertTrue(settings.address().isLoopbackAddress());
  }

  @ParameterizedTest
  @CsvSource({
    "http.port, 70000",
    "http.port, http",
    "http.address, localhost",
    "http.address, 1.2.3.999",
    "period.millis, 9",
    "period.millis, soon",
    "counters.max, 1",
  })
  void shouldNameFileKeyValueAndWhatIsAllowed(String key, String value) {
    final IllegalArgumentException wrong =
        assertThrows(
            IllegalArgumentException.class,
            () ->
                TelemetrySettings.from(
                    Configuration.of(TelemetrySettings.PID, Map.of(key, value)), "/opt/h", false));
    assertTrue(
        wrong
            .getMessage()
            .startsWith("etc/io.hairspring.telemetry.cfg: " + key + " = " + value + ": must be "),
        wrong.getMessage());
  }

  @Test
  void shouldWantADirectoryWhereThereIsNoInstallation() {
    assertThrows(
        IllegalArgumentException.class,
        () ->
            TelemetrySettings.from(Configuration.of(TelemetrySettings.PID, Map.of()), null, false));
  }
}
