package io.hairspring.telemetry.stat;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.hairspring.telemetry.counters.CountersWriter;
import io.hairspring.telemetry.metric.Metric;
import io.hairspring.telemetry.metric.Readings;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(30)
class StatTest {
  @TempDir Path home;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream errors = new ByteArrayOutputStream();

  private int run(String... arguments) {
    return new Stat(
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(errors, true, StandardCharsets.UTF_8))
        .run(List.of(arguments), home.toString());
  }

  private String out() {
    return out.toString(StandardCharsets.UTF_8);
  }

  private String errors() {
    return errors.toString(StandardCharsets.UTF_8);
  }

  private CountersWriter platform() throws IOException {
    return new CountersWriter(home.resolve("data/telemetry"), 256, 250);
  }

  private static void write(CountersWriter writer, long cycles, long millis) {
    final Readings readings = new Readings();
    readings.add(Metric.LANE_CYCLES, cycles, "0");
    readings.add(Metric.FEED_ENDED, false);
    readings.text("feed", "synthetic:\"calm\"");
    readings.text("jdk", "Some JDK");
    writer.write(readings.snapshot(millis));
  }

  @Test
  void shouldPrintATableOfWhatTheInstallationRuns() throws IOException {
    try (CountersWriter writer = platform()) {
      write(writer, 123, System.currentTimeMillis());
      assertEquals(0, run(), this::errors);
    }
    assertTrue(
        out()
            .matches(
                """
                process [0-9]+, updated [0-9.]+ s ago, feed synthetic:"calm", gateway none
                counter +value
                feed.ended +0
                lane.0.cycles +123
                """),
        out());
  }

  @Test
  void shouldWriteAFlatReportOfTheSameFigures() throws IOException {
    final Path report = home.resolve("report.json");
    try (CountersWriter writer = platform()) {
      write(writer, 123, System.currentTimeMillis());
      assertEquals(
          0, run(home.resolve("data/telemetry").toString(), "--report", report.toString()));
    }
    final String json = Files.readString(report);
    assertTrue(json.contains("  \"lane.0.cycles\": 123,\n") || json.contains("\": 123\n"), json);
    assertTrue(json.contains("  \"feed\": \"synthetic:\\\"calm\\\"\",\n"), json);
    assertTrue(json.contains("  \"environment.jdk\": \"Some JDK\",\n"), json);
    assertTrue(json.contains("  \"environment.cores\": "), json);
  }

  @Test
  void shouldShowHowFastCountersGrowAndEndWithThePlatform() throws Exception {
    final CountersWriter writer = platform();
    write(writer, 100, 1_000);
    final Thread platform =
        new Thread(
            () -> {
              try {
                while (!out().contains("lane.0.cycles")) {
                  Thread.onSpinWait();
                }
                write(writer, 300, 3_000);
                while (!out().contains("per second")) {
                  Thread.onSpinWait();
                }
                writer.close();
              } catch (final IOException e) {
                throw new IllegalStateException(e);
              }
            });
    platform.start();
    assertEquals(0, run("--watch", "0.02"), this::errors);
    platform.join();
    assertTrue(out().contains("(it does not answer)"), out());
    assertTrue(out().matches("(?s).*lane.0.cycles +300 +100.0\n.*"), out());
    assertTrue(out().endsWith(" has ended\n"), out());
  }

  @Test
  void shouldSayInOneLineThatNothingRuns() {
    assertEquals(1, run());
    assertEquals(
        "stat: no platform runs: no counters file in " + home.resolve("data/telemetry") + "\n",
        errors());
    assertEquals("", out());
  }

  @Test
  void shouldSayWhichProcessLeftItsFileBehind() throws Exception {
    final Path left = home.resolve("left.counters");
    try (CountersWriter writer = platform()) {
      write(writer, 1, 1);
      final byte[] bytes = Files.readAllBytes(writer.file());
      bytes[16 + 3] = 0x40;
      Files.write(left, bytes);
    }
    assertEquals(1, run(left.toString()));
    assertTrue(
        errors().matches("stat: no platform runs: process [0-9]+, which left .*, is gone\n"),
        errors());
  }

  @Test
  void shouldLookWhereConfigurationPutsTheFile() throws IOException {
    Files.createDirectories(home.resolve("etc"));
    Files.createDirectories(home.resolve("system"));
    Files.writeString(
        home.resolve("etc/io.hairspring.telemetry.cfg"),
        "directory = " + home.resolve("elsewhere") + "\n");
    try (CountersWriter writer = new CountersWriter(home.resolve("elsewhere"), 256, 250)) {
      write(writer, 5, 1);
      assertEquals(0, run(), this::errors);
      assertEquals(0, run(home.toString()), this::errors);
    }
  }

  @Test
  void shouldNameTheOtherPlatformsThatRunInTheSamePlace() throws IOException {
    try (CountersWriter writer = platform()) {
      write(writer, 5, 1);
      Files.copy(writer.file(), home.resolve("data/telemetry/other.counters"));
      assertEquals(0, run(), this::errors);
    }
    assertTrue(out().matches("(?s)process [0-9]+ runs too: stat .*\\.counters\n.*"), out());
  }

  @ParameterizedTest
  @CsvSource({
    "--height, 3, unknown option --height",
    "--watch, never, --watch never: must be a number of seconds",
    "--watch, 0, --watch 0: must be",
    "/nowhere, --watch, --watch needs a value",
    "/nowhere, /nowhere, one directory at a time",
    "--report, x, no platform runs",
  })
  void shouldAnswerWrongInputWithOneLine(String first, String second, String says) {
    assertTrue(run(first, second) > 0);
    assertTrue(errors().startsWith("stat: ") && errors().contains(says), errors());
    assertEquals(1, errors().lines().count(), errors());
  }

  @Test
  void shouldSayThatAPlaceIsNotThere() {
    assertEquals(2, run("/nowhere"));
    assertTrue(errors().startsWith("stat: /nowhere is not there"), errors());
  }
}
