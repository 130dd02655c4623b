package io.hairspring.benchmarks.compare;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.hairspring.benchmarks.bench.BenchmarkException;
import io.hairspring.benchmarks.report.Environment;
import io.hairspring.benchmarks.report.Report;
import io.hairspring.benchmarks.report.Table;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With installations whose start script writes a report of figures that are known. */
class GateTest {
  private static final String HOME = "hairspring.home";

  @TempDir private Path folder;
  private String homeBefore;

  @BeforeEach
  void keepHome() {
    homeBefore = System.getProperty(HOME);
  }

  @AfterEach
  void restoreHome() {
    if (homeBefore == null) {
      System.clearProperty(HOME);
    } else {
      System.setProperty(HOME, homeBefore);
    }
  }

  private Path installation(String name, int nanos) throws IOException {
    final Path home = Files.createDirectories(folder.resolve(name));
    final Path script = Files.createDirectories(home.resolve("bin")).resolve("hairspring");
    Files.writeString(
        script,
        "#!/bin/sh\necho run >> '"
            + home.resolve("runs")
            + "'\nfor last; do :; done\ncat > \"$last\" <<END\n"
            + new Report()
                .put("noise.lane.typical.p50_ns", 20L)
                .put("dispatch.5.plan_ns", (double) nanos)
                .put("dispatch.5.fused_ns", 1.0)
                .json()
            + "END\n");
    Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
    return home;
  }

  private boolean passes(Path baseline, Path here, int rounds, double injected)
      throws BenchmarkException, IOException {
    System.setProperty(HOME, here.toString());
    return new Gate(baseline, List.of("dispatch"), rounds, injected)
        .run(new Report(), new Table(), line -> {});
  }

  @Test
  void shouldPassWhatIsTheSameAndStopWhatIsTenPerCentSlower() throws Exception {
    final Path old = installation("old", 100);
    assertTrue(passes(old, installation("same", 100), 8, 0));
    assertEquals(false, passes(old, installation("slow", 110), 8, 0));
    assertEquals(false, passes(old, installation("same", 100), 8, 10));
    assertTrue(passes(old, installation("fast", 90), 8, 0));
  }

  @Test
  void shouldSayAfterTheFirstRoundHowManyItTakesWhereThereAreTooFew() throws Exception {
    final Path old = installation("old", 100);
    final BenchmarkException e =
        assertThrows(BenchmarkException.class, () -> passes(old, old, 6, 0));
    assertEquals(
        "bench --compare: 6 rounds cannot decide about 1 metrics; --rounds 7 can", e.getMessage());
    assertEquals(2, Files.readAllLines(old.resolve("runs")).size(), "it is both sides");
  }

  @Test
  void shouldTakeAReportOfAMachineOfThisKindAndRefuseAnyOther() throws Exception {
    final Report report = new Report().put("dispatch.5.plan_ns", 80.0);
    final Path other = folder.resolve("other.json");
    report.write(other);
    assertTrue(
        assertThrows(
                IllegalArgumentException.class,
                () -> passes(other, installation("here", 100), 8, 0))
            .getMessage()
            .contains("environment.cpu is null, here it is"));
    final Path same = folder.resolve("same.json");
    report.putAll(Environment.describe()).write(same);
    assertEquals(false, passes(same, installation("here", 100), 8, 0));
    assertTrue(passes(same, installation("near", 88), 8, 0));
  }

  @Test
  void shouldSayInOneLineWhatABaselineIs() {
    final Path nowhere = folder.resolve("nowhere");
    assertTrue(
        assertThrows(IllegalArgumentException.class, () -> passes(nowhere, nowhere, 8, 0))
            .getMessage()
            .endsWith("or a report of a machine of this kind"));
  }

  @Test
  void shouldNameAnInstallationThatFails() throws Exception {
    final Path broken = installation("broken", 1);
    Files.writeString(broken.resolve("bin/hairspring"), "#!/bin/sh\necho no lane >&2\nexit 3\n");
    assertTrue(
        assertThrows(BenchmarkException.class, () -> passes(broken, broken, 8, 0))
            .getMessage()
            .endsWith("ended with 3: no lane"));
  }

  @Test
  void shouldJudgeWhatWasComparedAndNotTheDifference() {
    assertEquals(
        Set.of("log.cycle.on_ns", "log.cycle.off_ns"),
        Metrics.judged(
                Map.of(
                    "log.cycle.on_ns", "230",
                    "log.cycle.off_ns", "220",
                    "log.per_event_ns", "10",
                    "log.per_event.low_ns", "9",
                    "log.per_event.alone_ns", "7",
                    "log.per_event.alone.high_ns", "8",
                    "log.per_event.pairs.most_ns", "20",
                    "log.calm.pairs.least_ns", "5"))
            .keySet());
  }

  @Test
  void shouldJudgeWhatIsOursAndNoTails() {
    final Map<String, Double> judged =
        Metrics.judged(
            Map.of(
                "peers.hairspring.log.typical.p50_ns", "30",
                "peers.disruptor.handover.typical.p50_ns", "30",
                "timer.late.typical.p99_ns", "30",
                "timer.late.p50_ns", "30",
                "timer.bare.typical.p50_ns", "30",
                "throughput.tasks_per_second", "100",
                "noise.lane.typical.p50_ns", "20",
                "environment.cpu", "one"));
    assertEquals(
        Set.of("peers.hairspring.log.typical.p50_ns", "throughput.tasks_per_second"),
        judged.keySet());
    assertEquals(0.01, judged.get("throughput.tasks_per_second"), 1e-9);
  }
}
