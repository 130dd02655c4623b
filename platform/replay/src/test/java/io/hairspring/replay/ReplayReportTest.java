package io.hairspring.replay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.hairspring.kernel.replay.ReplayResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReplayReportTest {
  private static final String NOTHING = "nothing was compared: the journal has no cycle";

  @TempDir Path directory;

  @Test
  void shouldBeCleanWhenAllThatWasComparedIsTheSame() {
    final ReplayReport report = report(3, 0, "");

    assertTrue(report.clean());
    assertFalse(report.table().contains("ended"), report.table());
  }

  @Test
  void shouldNotBeCleanWhenNothingWasCompared() throws IOException {
    final ReplayReport report = report(0, 0, "");
    final Path file = directory.resolve("report.json");
    report.write(file);

    assertFalse(report.clean());
    assertEquals(1, report.table().lines().filter(line -> line.contains(NOTHING)).count());
    assertTrue(Files.readString(file).contains("\"replay.end\": \"" + NOTHING + "\""));
  }

  @Test
  void shouldSayWhyItEndedRatherThanThatNothingWasCompared() {
    final ReplayReport report = report(0, 0, "the session ran on 2 lanes; one can be replayed");

    assertFalse(report.clean());
    assertTrue(report.table().contains("ended           the session ran on"), report.table());
    assertFalse(report.table().contains(NOTHING), report.table());
  }

  @Test
  void shouldNotBeCleanWhenSomethingDiffers() {
    assertFalse(report(3, 1, "").clean());
  }

  private ReplayReport report(long cycles, long differences, String end) {
    return new ReplayReport(
        directory, new ReplayResult(1, cycles, cycles, 0, 0, 0, differences, List.of(), 1, end), 1);
  }
}
