package io.hairspring.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The main job on the assembled platform: events in, orders out, nothing lost. No wall-clock figure
 * is asserted.
 */
class TradingIT {
  private static final List<String> PERCENTILES =
      List.of("p50", "p90", "p99", "p99_9", "p99_99", "max");

  @TempDir Path scratch;
  private Path home;

  @BeforeEach
  void copyInstallation() throws IOException {
    home = Installations.copy(Run.assembled(), scratch.resolve("hairspring"));
  }

  private static Path recording(String day) {
    Path file =
        Path.of(System.getProperty("hairspring.data"))
            .resolve("dbn/esh4-glbx-mdp3-" + day + ".mbo.dbn.zst");
    assumeTrue(Files.exists(file), "no recording at " + file);
    return file;
  }

  /** A command runs without the shell; the trial gives the shell's commands itself. */
  private void plugGogoIn() throws IOException {
    for (String part : List.of("runtime", "command")) {
      Path jar =
          Installations.jar(home.resolve("system/40-shell"), "org.apache.felix.gogo." + part);
      Files.copy(jar, home.resolve("system/30-plugins").resolve(jar.getFileName()));
    }
  }

  private Run trial(String what) throws IOException, InterruptedException {
    plugGogoIn();
    new TestBundle(TrialCommand.class)
        .header("Bundle-ManifestVersion", "2")
        .header("Bundle-SymbolicName", "trial")
        .header("Bundle-Activator", TrialCommand.class.getName())
        .header(
            "Import-Package",
            "org.osgi.framework,io.hairspring.api.control,io.hairspring.api.market,"
                + "io.hairspring.api.order,io.hairspring.api.strategy,io.hairspring.api.task,"
                + "org.apache.felix.service.command")
        .write(home.resolve("deploy/trial.jar"));
    return Run.of(home, "", "trial", what);
  }

  private static String after(Run run, String word) {
    return run.output().stream()
        .filter(line -> line.startsWith(word + " "))
        .map(line -> line.substring(word.length() + 1))
        .findFirst()
        .orElseThrow(() -> new AssertionError(word + " is missing in " + run));
  }

  @Test
  void shouldTurnSyntheticEventsIntoOrdersAndFillsWithoutLossAllocationOrCollection()
      throws Exception {
    Path file = scratch.resolve("report.json");
    Run run = Run.shipped(home, "", "demo", "--seconds", "2", "--report", file.toString());
    assertEquals(0, run.status(), run::toString);
    assertEquals(List.of(), run.errors());

    String report = Files.readString(file);
    assertTrue(Run.number(report, "events") > 10_000, report);
    assertEquals(0, Run.number(report, "events_lost"));
    assertEquals(0, Run.number(report, "records.sequence_breaks"));
    assertEquals(0, Run.number(report, "records.dropped"));
    assertEquals(Run.number(report, "cycles"), Run.number(report, "records.cycles"));
    assertTrue(Run.number(report, "orders") > 0, report);
    assertTrue(Run.number(report, "fills") > 0, report);
    assertEquals(0, Run.number(report, "lane.allocated_bytes"));
    assertEquals(0, Run.number(report, "gc.count"));
    for (String series : List.of("tick_to_order", "cycle", "noise.lane", "noise.relay")) {
      for (String percentile : PERCENTILES) {
        assertTrue(Run.number(report, series + "." + percentile + "_ns") > 0, report);
        assertTrue(Run.number(report, series + ".typical." + percentile + "_ns") > 0, report);
      }
      assertTrue(Run.number(report, series + ".blocks") >= 20, report);
    }
    Path journal = Path.of(after(run, "journal").trim());
    try (var files = Files.list(journal)) {
      assertTrue(files.anyMatch(f -> f.toString().endsWith(".cq4")), "no journal in " + journal);
    }
    Run audit = Run.of(home, "", "audit", "verify", journal.toString());
    assertEquals(0, audit.status(), audit::toString);
    assertTrue(audit.output().contains("result   whole"), audit::toString);
  }

  @Test
  void shouldEndWithTheKnownBookAfterTheRecordedDays() throws Exception {
    Path file = scratch.resolve("report.json");
    String feed = "dbn:" + recording("20231224") + "," + recording("20231225");
    Run run =
        Run.of(home, "", "demo", "--seconds", "1", "--feed", feed, "--report", file.toString());
    assertEquals(0, run.status(), run::toString);
    assertEquals(
        "ESH4  922 bid and 565 ask levels, best 4810 / 4810.25", after(run, "book").trim());
    String report = Files.readString(file);
    assertEquals(77_517, Run.number(report, "feed.records_read"));
    assertEquals(77_517, Run.number(report, "events"));
    assertEquals(0, Run.number(report, "events_lost"));
    assertTrue(Run.number(report, "orders") > 0, report);
    assertTrue(Run.number(report, "fills") > 0, report);
  }

  @Test
  @Tag("long")
  void shouldCountWhatWasReadBeforeARecordingBreaksOffAndNameTheByte() throws Exception {
    byte[] whole = Files.readAllBytes(recording("20231224"));
    Path cut = scratch.resolve("cut.dbn.zst");
    Files.write(cut, Arrays.copyOf(whole, whole.length / 2));
    Run run = Run.of(home, "", "demo", "--seconds", "1", "--feed", "dbn:" + cut);
    assertEquals(1, run.status(), run::toString);
    assertEquals(1, run.errors().size(), run::toString);
    assertTrue(run.errors().get(0).contains(cut.toString()), run::toString);
    assertTrue(run.errors().get(0).matches(".*byte [0-9]+.*"), run::toString);
    String events = after(run, "events").trim();
    assertTrue(events.endsWith(", lost 0") && !events.startsWith("0,"), events);
  }

  @ParameterizedTest
  @CsvSource({
    "--feed, tape:x, feed tape:x: no such kind",
    "--feed, dbn:/nowhere/x.dbn, /nowhere/x.dbn",
    "--feed, synthetic:stormy, stormy",
    "--gateway, pigeon:, gateway pigeon:: no such kind",
    "--gateway, simulated:?latency=soon, latency",
    "--rate, plenty, '--rate plenty: must be a whole number'",
    "--height, 3, unknown option --height",
  })
  void shouldAnswerWrongInputWithOneLineAndStatusTwo(String option, String value, String says)
      throws Exception {
    Run run = Run.of(home, "", "demo", option, value);
    assertEquals(2, run.status(), run::toString);
    assertEquals(1, run.errors().size(), run::toString);
    assertTrue(run.errors().get(0).contains(says), run::toString);
  }

  @ParameterizedTest
  @CsvSource({
    "lane.core = 4711, 'lane 0: hairspring-lane-0: core 4711 does not exist'",
    "threading = both, 'etc/io.hairspring.kernel.cfg: threading = both: must be one of [shared, dedicated, deterministic]'",
  })
  void shouldNameTheSettingThatIsWrong(String setting, String says) throws Exception {
    Files.writeString(home.resolve("etc/io.hairspring.kernel.cfg"), setting + "\n");
    Run run = Run.of(home, "", "demo", "--seconds", "1");
    assertTrue(run.status() == 2 || run.status() == 3, run::toString);
    assertTrue(run.errors().stream().anyMatch(line -> line.contains(says)), run::toString);
    assertTrue(run.errors().stream().noneMatch(line -> line.startsWith("\tat ")), run::toString);
  }

  @Test
  void shouldLoseNoEventWhileAStrategyBundleIsStoppedAndStartedFromGogo() throws Exception {
    Run run = trial("restart");
    assertEquals(0, run.status(), run::toString);
    assertEquals("20", after(run, "restarts"));
    assertEquals("true", after(run, "idle"));
    assertEquals(after(run, "published"), after(run, "taken"));
  }

  @Test
  void shouldQuarantineAStrategyThatThrowsNameItAndGoOn() throws Exception {
    Run run = trial("break");
    assertEquals(0, run.status(), run::toString);
    String broken = after(run, "broken");
    assertTrue(broken.startsWith("QUARANTINED bundle trial threw"), broken);
    assertTrue(broken.contains("out of ideas"), broken);
    assertTrue(after(run, "quoting").startsWith("PLANNED"), run::toString);
    assertEquals(after(run, "published"), after(run, "taken"));
  }

  @Test
  void shouldMakeNoSystemCallOnTheLane() throws Exception {
    assumeTrue(Files.isExecutable(Path.of("/usr/bin/strace")), "strace is not installed");
    Path script =
        Path.of(System.getProperty("hairspring.root"), "platform/benchmarks/lane-system-calls");
    Process process =
        Launch.of(Launch.brisk(), List.of(script.toString(), home.toString(), "3"))
            .redirectErrorStream(true)
            .start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertTrue(process.waitFor(150, TimeUnit.SECONDS), output);
    assertEquals(0, process.exitValue(), output);
    assertTrue(output.contains("warm-up: 0"), output);
  }
}
