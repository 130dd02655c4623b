package io.hairspring.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InstallationIT {
  /** What a process that was ended by TERM leaves: 128 and the signal's number. */
  private static final int TERMINATED = 143;

  @TempDir Path scratch;
  private Path home;

  @BeforeEach
  void copyInstallation() throws IOException {
    home = Installations.copy(Run.assembled(), scratch.resolve("hairspring"));
  }

  private List<Path> leftOvers() throws IOException {
    try (Stream<Path> files = Files.list(home.resolve("data"))) {
      return files.filter(file -> file.getFileName().toString().startsWith("framework")).toList();
    }
  }

  private static List<String> bundles(Collection<String> lines) {
    return lines.stream().filter(line -> line.matches(".*[0-9]+\\|.*\\|.*")).toList();
  }

  @Test
  void shouldListItsBundlesAndPrintTablesWhenCommandsArePipedAndLeaveNothingBehind()
      throws Exception {
    Run run = Run.shipped(home, "lb\nhairspring:lanes\nhairspring:tasks\nhairspring:plan\n");
    assertEquals(0, run.status(), run::toString);
    assertEquals(List.of(), run.complaints());
    assertTrue(bundles(run.output()).size() > 10, run::toString);
    String output = String.join("\n", run.output());
    assertTrue(output.contains("lane  core  epoch  steps"), output);
    assertTrue(output.contains("quoting"), output);
    assertTrue(output.contains("trigger"), output);
    assertEquals(List.of(), leftOvers());
  }

  @Test
  void shouldHaveEveryBundleActiveAndNothingToTellOfTheConfigurationsItComesWith()
      throws Exception {
    Path telemetry = home.resolve("etc/io.hairspring.telemetry.cfg");
    Files.copy(
        Run.assembled().resolve("etc/io.hairspring.telemetry.cfg"),
        telemetry,
        StandardCopyOption.REPLACE_EXISTING);
    Installations.uncomment(home);
    // The port that the file shows may be another's.
    Files.writeString(
        telemetry, Files.readString(telemetry).replace("http.port = 9464", "http.port = any"));
    try (LivePlatform platform = LivePlatform.shipped(home)) {
      // The shell, which lists it, is the last to become active.
      platform.awaitAnswer("lb", ".*\\|Active +\\|.*Gogo Shell.*");
      List<String> said = platform.output().lines().toList();
      String listing = String.join("\n", said);
      int last =
          IntStream.range(0, said.size())
              .filter(i -> said.get(i).endsWith("START LEVEL 40"))
              .max()
              .orElseThrow(() -> new AssertionError(listing));
      List<String> bundles = bundles(said.subList(last, said.size()));
      assertTrue(bundles.size() > 10, listing);
      for (String bundle : bundles) {
        assertTrue(bundle.contains("|Active"), bundle);
      }
      assertEquals(
          List.of(),
          Run.complaints(
              said.stream()
                  .map(line -> line.replaceFirst("^(g! )+", ""))
                  .filter(line -> line.matches("(SEVERE|WARNING) .*"))
                  .toList()));
    }
  }

  @Test
  void shouldNameFileKeyValueAndWhatIsRightOfAllThatIsWrongAtOnceAndGoOn() throws Exception {
    Map<String, String> wrong =
        Map.of(
            "kernel", "feed = tape:x\nlanez = 2\n",
            "affinity", "lane.realtime = on\n",
            "logger", "roll.time = soon\n",
            "monitor", "silence.ms = long\nspike.ratoi = 9\n",
            "telemetry", "http.port = http\n",
            "strategies.QuotingStrategy", "quantity = many\n",
            "strategies.TakingStrategy", "thresholdPercent = 50\nquantitty = 3\n");
    for (Map.Entry<String, String> file : wrong.entrySet()) {
      Files.writeString(
          home.resolve("etc/io.hairspring." + file.getKey() + ".cfg"), file.getValue());
    }
    Files.writeString(home.resolve("etc/io.hairspring.monitro.cfg"), "silence.ms = 50\n");
    try (LivePlatform platform = LivePlatform.start(home)) {
      platform.awaitLine(
          says("kernel.cfg: feed = tape:x: no feed of scheme tape is plugged in, must be one of")
              + ".*dbn.*synthetic.*");
      for (String line :
          List.of(
              "kernel.cfg: lanez = 2: there is no such key, it is ignored; lanes may be meant",
              "affinity.cfg: lane.realtime = on: must be one of [off, safe, forced]",
              "logger.cfg: roll.time = soon: must be a time such as 5ms, 1h or 30d",
              "monitor.cfg: silence.ms = long: must be a whole number from 1 to 86400000; 20 holds",
              "monitor.cfg: spike.ratoi = 9: there is no such key, it is ignored; spike.ratio may"
                  + " be meant",
              "telemetry.cfg: http.port = http: must be off, any, or a number from 1 to 65535",
              "strategies.QuotingStrategy.cfg: quantity = many: must be a whole number from 1 to",
              "strategies.TakingStrategy.cfg: quantitty = 3: there is no such key, it is ignored;"
                  + " quantity may be meant")) {
        List<String> told =
            platform.output().lines().filter(said -> said.matches(says(line) + ".*")).toList();
        assertEquals(1, told.size(), () -> line + " in " + platform.output());
      }
      platform.awaitLine(
          says("monitro.cfg: nothing that is installed reads a file of this name;")
              + " io\\.hairspring\\.monitor\\.cfg may be meant");
      assertTrue(
          platform.output().lines().noneMatch(line -> line.matches("\\s+at .*")), platform::output);

      lonely().write(scratch.resolve("lonely.jar"));
      Files.move(scratch.resolve("lonely.jar"), home.resolve("deploy/lonely.jar"));
      platform.awaitLine(
          "(g! )*SEVERE "
              + Pattern.quote(
                  "deploy/lonely.jar: lonely 1.2.3: missing package org.example.absent, version"
                      + " 2.0.0 or a later one of its kind"));
      platform.awaitAnswer("hairspring:tasks", ".*no tasks");
      assertEquals(
          1,
          platform.output().lines().filter(line -> line.contains("org.example.absent")).count(),
          platform::output);
    }
  }

  private static String says(String line) {
    return "(g! )*(SEVERE|WARNING) etc/io\\.hairspring\\." + Pattern.quote(line);
  }

  private static TestBundle lonely() {
    return new TestBundle()
        .header("Bundle-ManifestVersion", "2")
        .header("Bundle-SymbolicName", "lonely")
        .header("Bundle-Version", "1.2.3")
        .header("Import-Package", "org.example.absent;version=\"[2,3)\"");
  }

  private static final String NO_SHELL =
      "hairspring: no standard input: no shell; runs until TERM or INT";

  private void awaitStat(LivePlatform platform) {
    platform.await(
        "it is seen from outside",
        () -> {
          try {
            return Run.of(home, "", "stat").status() == 0 ? "yes" : "";
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          } catch (InterruptedException e) {
            throw new AssertionError(e);
          }
        });
  }

  @Test
  void shouldRunOnWithoutStandardInputUntilItIsAskedToEndAndLogThatItHasStopped() throws Exception {
    try (LivePlatform platform = LivePlatform.start(home, "bash", "-c", "exec \"$0\" \"$@\" <&-")) {
      platform.awaitLine(NO_SHELL);
      awaitStat(platform);

      assertEquals(TERMINATED, platform.end(), platform::output);
    }
    String log = Files.readString(home.resolve("log/hairspring.log"));
    assertTrue(log.contains("the platform has stopped"), log);
    assertTrue(Files.notExists(home.resolve("log/hairspring.log.lck")), "the log was not closed");
    assertEquals(List.of(), leftOvers());
  }

  @Test
  @Tag("long")
  void shouldBeKeptAsAServiceWithoutStandardInput() throws Exception {
    try (LivePlatform platform =
        LivePlatform.start(home, "bash", "-c", "exec \"$0\" keep </dev/null")) {
      platform.awaitLine(NO_SHELL);
      platform.clear();
      platform.killKept();
      platform.awaitLine(NO_SHELL);
      awaitStat(platform);

      assertEquals(TERMINATED, platform.end(), platform::output);
    }
    assertEquals(List.of(), leftOvers(), "what was killed is swept by the next");
  }

  @Test
  @Tag("long")
  void shouldStopWhenTheInputOfItsShellIsClosed() throws Exception {
    try (LivePlatform platform = LivePlatform.start(home)) {
      platform.awaitAnswer("hairspring:tasks", ".*quoting.*");

      assertEquals(0, platform.endInput(), platform::output);
    }
  }

  @Test
  void shouldFindItselfThroughLinksAndWhateverTheCallersCdLooksThrough() throws Exception {
    List<String> found =
        List.of("stat: no platform runs: no counters file in " + home.resolve("data/telemetry"));
    Path link = scratch.resolve("link");
    Files.createSymbolicLink(link, home.resolve("bin/hairspring"));
    assertEquals(found, Run.line(scratch, link + " stat").errors());
    assertEquals(found, Run.line(scratch, "./link stat").errors());
    assertEquals(
        found, Run.line(home, "export CDPATH='" + home + "'; bin/hairspring stat").errors());
  }

  @Test
  void shouldRefuseANumberOfDeathsThatIsNone() throws Exception {
    for (String wrong : List.of("abc", "0", "-1", "5 5")) {
      assertEquals(
          new Run(
              2,
              List.of(),
              List.of(
                  "hairspring: HAIRSPRING_DEATHS is " + wrong + ", must be a whole number from 1")),
          Run.line(home, "HAIRSPRING_DEATHS='" + wrong + "' bin/hairspring keep"));
    }
  }

  @Test
  void shouldNameTheCommandsThereAreWhenOneIsUnknown() throws Exception {
    new TestBundle(EchoCommand.class)
        .header("Bundle-ManifestVersion", "2")
        .header("Bundle-SymbolicName", "echo")
        .header("Bundle-Activator", EchoCommand.class.getName())
        .header("Import-Package", "org.osgi.framework")
        .write(home.resolve("deploy/echo.jar"));
    Run run = Run.of(home, "", "ehco");
    assertEquals(2, run.status(), run::toString);
    assertEquals(List.of(), run.output());
    assertEquals(1, run.complaints().size(), run::toString);
    String line = run.complaints().get(0);
    assertTrue(line.startsWith("unknown command 'ehco'; known: "), line);
    assertTrue(line.contains("echo"), line);
  }

  @Test
  void shouldRunACommandOfADeployedBundleAndExitWithItsResult() throws Exception {
    new TestBundle(EchoCommand.class)
        .header("Bundle-ManifestVersion", "2")
        .header("Bundle-SymbolicName", "echo")
        .header("Bundle-Activator", EchoCommand.class.getName())
        .header("Import-Package", "org.osgi.framework")
        .write(home.resolve("deploy/echo.jar"));
    Run echoed = Run.of(home, "", "echo", "a", "b c", "*");
    assertEquals(new Run(3, List.of("a b c *"), List.of()), echoed);
    Run failed = Run.of(home, "", "echo");
    assertEquals(
        new Run(
            1, List.of(), List.of("hairspring: nothing to echo; details in log/hairspring.log")),
        failed);
    String log = Files.readString(home.resolve("log/hairspring.log"));
    assertTrue(log.contains("java.lang.IllegalStateException: nothing to echo"), log);
    assertEquals(List.of(), leftOvers());
  }

  @Test
  void shouldNameABundleThatDoesNotResolveAndThePackageItLacks() throws Exception {
    lonely().write(home.resolve("system/30-plugins/lonely.jar"));
    Run run = Run.shipped(home, "hairspring:lanes\n");
    assertEquals(3, run.status(), run::toString);
    assertEquals(
        List.of(
            "lonely 1.2.3: missing package org.example.absent, version 2.0.0 or a later one of its"
                + " kind"),
        run.complaints());
  }

  @Test
  void shouldNameADeployedBundleThatDoesNotResolve() throws Exception {
    new TestBundle()
        .header("Bundle-ManifestVersion", "2")
        .header("Bundle-SymbolicName", "lonely")
        .header("Import-Package", "org.example.absent")
        .write(home.resolve("deploy/lonely.jar"));
    Run run = Run.of(home, "", "anything");
    assertEquals(3, run.status(), run::toString);
    assertTrue(
        run.complaints().contains("lonely 0.0.0: missing package org.example.absent"),
        run::toString);
  }

  @Test
  void shouldRefuseAJarThatIsNoBundle() throws Exception {
    new TestBundle().write(home.resolve("system/30-plugins/plain.jar"));
    Run run = Run.of(home, "", "anything");
    assertEquals(3, run.status(), run::toString);
    assertEquals(1, run.complaints().size(), run::toString);
    assertTrue(
        run.complaints().get(0).contains("plain.jar: its manifest has no Bundle-SymbolicName"));
  }

  @Test
  void shouldNotStartTheShellWhenACommandIsRun() throws Exception {
    Run run = Run.of(home, "lb\n", "anything");
    assertEquals(2, run.status(), run::toString);
    assertFalse(run.output().stream().anyMatch(line -> line.contains("Active")), run::toString);
  }
}
