package io.hairspring.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The platform with a collector that never collects: what is allocated while it trades stays in the
 * heap for good. A part of what docs/performance.md shows of an hour's worth of events.
 */
@Tag("long")
class EpsilonIT {
  private static final String EPSILON =
      "-XX:-UseSerialGC -XX:+UnlockExperimentalVMOptions -XX:+UseEpsilonGC -Xms512m -Xmx512m";

  @TempDir Path scratch;

  @Test
  void shouldTradeAsFastAsItGoesInAHeapThatIsNeverCollected() throws Exception {
    Path home = Installations.copy(Run.assembled(), scratch.resolve("hairspring"));
    Path file = scratch.resolve("report.json");
    Run run =
        Run.with(
            EPSILON, home, "", "demo", "--seconds", "2", "--rate", "fast", "--report", file + "");
    assertEquals(0, run.status(), run::toString);
    assertEquals(List.of(), run.errors());
    String report = Files.readString(file);
    assertTrue(report.contains("+UseEpsilonGC"), report);
    assertTrue(Run.number(report, "events") > 100_000, report);
    assertTrue(Run.number(report, "orders") > 0, report);
    assertEquals(0, Run.number(report, "events_lost"));
    assertEquals(0, Run.number(report, "lane.allocated_bytes"));
    assertEquals(0, Run.number(report, "gc.count"));
  }
}
