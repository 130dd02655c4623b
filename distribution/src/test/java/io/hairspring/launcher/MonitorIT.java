package io.hairspring.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Faults in tasks, the feed and the machine, put into a platform that trades in the container. */
@Tag("long")
class MonitorIT {
  private static final int FAULTS = 10;
  private static final int KILLS = 20;

  @TempDir Path scratch;

  @Test
  @Timeout(180)
  void shouldFindFaultsMitigateThemTakeThatBackAndCancelEverythingWhenKilled() throws Exception {
    Path report = scratch.resolve("report.json");
    Run run =
        Run.with(
            "-Xms512m -Xmx512m -Dhairspring.bench.quiet=1 -Dhairspring.bench.compiled=2"
                + " -Dhairspring.bench.faults="
                + FAULTS,
            Run.assembled(),
            "",
            "bench",
            "detect",
            "--quick",
            "--report",
            report.toString());
    assertEquals(0, run.status(), run::toString);
    assertEquals(List.of(), run.complaints());
    String json = Files.readString(report);

    // How many a busy host hides, and how fast it is, is for the benchmark to say.
    assertTrue(Run.number(json, "detect.found") >= FAULTS / 2, run::toString);
    assertEquals(
        Run.number(json, "detect.stuck.injected"),
        Run.number(json, "detect.stuck.found"),
        run::toString);
    assertTrue(Run.number(json, "detect.cause_right") >= FAULTS / 4, run::toString);
    assertTrue(Run.number(json, "detect.mitigated.all.count") > 0, run::toString);
    assertTrue(
        Run.number(json, "detect.recovery.windows") > Run.number(json, "detect.recovery.not_back"),
        run::toString);
    assertEquals(KILLS, Run.number(json, "kill.count"));
    assertTrue(Run.number(json, "kill.cancelled") >= KILLS, run::toString);
    assertEquals(0, Run.number(json, "kill.still_open"));
  }
}
