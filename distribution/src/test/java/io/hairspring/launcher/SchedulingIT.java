package io.hairspring.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What the kernel promises, on the assembled platform in its container, with bundles that are made
 * for the purpose. No wall-clock figure is asserted.
 */
class SchedulingIT {
  private static final String SHOW = "hairspring:plan\nhairspring:lanes\nhairspring:tasks\n";

  private static final String PROMPT = "g! ";

  @TempDir Path scratch;
  private Path home;

  @BeforeEach
  void copyInstallation() throws IOException {
    home = Installations.copy(Run.assembled(), scratch.resolve("hairspring"));
  }

  private Run trial(Class<? extends Trial> activator, String feed, String gateway, String... lines)
      throws IOException, InterruptedException {
    Files.write(home.resolve("etc/io.hairspring.kernel.cfg"), List.of(lines));
    Class<?>[] classes =
        Stream.concat(
                Stream.of(Trial.class, activator), Arrays.stream(activator.getDeclaredClasses()))
            .toArray(Class<?>[]::new);
    new TestBundle(classes)
        .header("Bundle-ManifestVersion", "2")
        .header("Bundle-SymbolicName", "trial")
        .header("Bundle-Activator", activator.getName())
        .header(
            "Import-Package",
            "org.osgi.framework,io.hairspring.api.control,io.hairspring.api.market,"
                + "io.hairspring.api.monitor,io.hairspring.api.order,io.hairspring.api.strategy,"
                + "io.hairspring.api.task,io.hairspring.api.time,io.hairspring.schema,org.agrona")
        .write(home.resolve("deploy/trial.jar"));
    Run shell = Run.of(home, "trial:run '" + feed + "' '" + gateway + "'\n" + SHOW);
    List<String> output = shell.output().stream().map(SchedulingIT::withoutPrompt).toList();
    Run run = new Run(shell.status(), output, shell.errors());
    assertEquals(0, run.status(), run::toString);
    assertEquals("true", after(run, "idle"), run::toString);
    assertEquals(after(run, "published"), after(run, "taken"), "events lost");
    return run;
  }

  private static String withoutPrompt(String line) {
    return line.startsWith(PROMPT) ? line.substring(PROMPT.length()) : line;
  }

  private static String after(Run run, String word) {
    return run.output().stream()
        .filter(line -> line.startsWith(word + " "))
        .map(line -> line.substring(word.length() + 1).trim())
        .findFirst()
        .orElseThrow(() -> new AssertionError(word + " is missing in " + run));
  }

  private static long number(Run run, String word) {
    return Long.parseLong(after(run, word));
  }

  /** The columns of the first row after a heading whose first columns are these. */
  private static String[] row(Run run, String heading, String... first) {
    boolean below = false;
    for (String line : run.output()) {
      String[] columns = line.trim().split("\\s+", -1);
      below |= line.startsWith(heading);
      if (below
          && columns.length >= first.length
          && Arrays.equals(Arrays.copyOf(columns, first.length), first)) {
        return columns;
      }
    }
    throw new AssertionError("no row " + List.of(first) + " below " + heading + " in " + run);
  }

  private static int step(Run run, String task, String when) {
    for (String line : run.output()) {
      String[] columns = line.trim().split("\\s+", -1);
      if (columns.length >= 5
          && columns[0].equals("MARKET_EVENT")
          && columns[3].equals(task)
          && columns[4].equals(when)) {
        return Integer.parseInt(columns[2]);
      }
    }
    throw new AssertionError("hairspring:plan has no " + when + " step " + task + ": " + run);
  }

  private List<String> log() throws IOException {
    return Files.readAllLines(home.resolve("log/hairspring.log"));
  }

  @Test
  void shouldRunTheWholeCycleFromMarketEventsToOrdersAndTheirReports() throws Exception {
    // A host that takes the lane's core for 20 ms has the monitor hold orders, rightly: not here.
    Files.writeString(home.resolve("etc/io.hairspring.monitor.cfg"), "mitigate.stuck = shed\n");
    Run run = trial(CrashTrial.class, "synthetic:volatile?events=50000", "simulated:");
    assertEquals(50_000, number(run, "published"));
    assertTrue(number(run, "cycles-with-orders") > 0, run::toString);
    assertTrue(number(run, "acknowledged") > 0, run::toString);
    assertTrue(number(run, "fills") > 0, run::toString);
    assertEquals(number(run, "orders"), number(run, "commands"), run::toString);
    assertEquals(0, number(run, "refused"), run::toString);
    assertTrue(step(run, "book", "critical") < step(run, "vigilant", "critical"));
  }

  @Test
  void shouldSendTheOrdersOfTheMoreImportantStrategyFirstAndDeferTheOther() throws Exception {
    Run run =
        trial(
            CompetingTrial.class,
            "synthetic:volatile?events=200000",
            "rivals:",
            "ring.market = 4096",
            "slack.cycles = 512");
    assertEquals(200_000 / 64, number(run, "rounds"));
    assertEquals(0, number(run, "out-of-turn"));
    assertTrue(number(run, "overtaken") > 0, run::toString);
    assertTrue(step(run, "urgent", "critical") < step(run, "steady", "critical"));
    assertTrue(step(run, "steady", "critical") < step(run, "patient", "deferred"));
    assertTrue(number(run, "cycles-deferred") > 0, run::toString);
    assertTrue(number(run, "cycles-resumed") > 0, run::toString);
    assertEquals("0", row(run, "lane  timers", "0")[4], "a strategy may not be shed unasked");
  }

  @Test
  void shouldKeepQueuesBoundedAndShedWhatMayBeShedWhenTheMarketCrashes() throws Exception {
    Run run =
        trial(
            CrashTrial.class,
            "synthetic:crash?events=200000&instruments=8",
            "simulated:",
            "ring.market = 1024",
            "slack.cycles = 64");
    assertEquals(200_000, number(run, "published"));
    assertEquals(200_000, number(run, "seen"));
    assertEquals(0, number(run, "gaps"));
    assertEquals("true", after(run, "back-pressured"));
    assertTrue(number(run, "most-waiting") <= 1_024, run::toString);
    long shed = number(run, "shed");
    assertTrue(shed > 0, run::toString);
    assertEquals(200_000, shed + number(run, "analytics-runs"), "neither run nor counted as shed");
    assertEquals(String.valueOf(shed), row(run, "lane  timers", "0")[4]);
    assertTrue(number(run, "cycles-shed") > 0, run::toString);
    step(run, "analytics", "deferred");
  }

  @Test
  void shouldRunOneCycleOnTwoLanesAndJoinItBeforeTheOrder() throws Exception {
    Run run = trial(LanesTrial.class, "synthetic:volatile?events=20000", "simulated:", "lanes = 2");
    assertEquals(20_000, number(run, "left-runs"));
    assertEquals(20_000, number(run, "right-runs"));
    assertEquals(20_000, number(run, "join-runs"));
    assertEquals(0, number(run, "torn"), "orders that did not see both signals of their cycle");
    assertEquals(after(run, "lane-0-epoch"), after(run, "lane-1-epoch"));
    assertTrue(number(run, "lane-1-cycles") >= 20_000, run::toString);
    if (number(run, "lane-0-core") >= 0 && number(run, "lane-1-core") >= 0) {
      assertNotEquals(after(run, "lane-0-core"), after(run, "lane-1-core"));
    }
    row(run, "lane  core", "1");
  }

  @Test
  void shouldRunTheSameOnOneLane() throws Exception {
    Run run = trial(LanesTrial.class, "synthetic:volatile?events=20000", "simulated:");
    assertEquals(20_000, number(run, "join-runs"));
    assertEquals(0, number(run, "torn"));
    assertTrue(run.output().stream().noneMatch(line -> line.startsWith("lane-1-")), run::toString);
  }

  @Test
  void shouldRefuseWhatCannotBePlannedLeaveOutWhatThrowsAndNameBundleComponentAndReason()
      throws Exception {
    Run run = trial(BadTasksTrial.class, "synthetic:calm?events=20000", "simulated:");
    assertEquals(20_000, number(run, "steady-runs"));
    assertEquals(1, number(run, "cycles-failed"));
    String log = String.join("\n", log());
    for (String line :
        List.of(
            "task greedy of bundle trial (trial.greedy) is refused: its budget of 2000 ns is over"
                + " its deadline of 1000 ns",
            "task chicken of bundle trial (trial.chicken) is refused: cyclic dependency: ",
            "task egg of bundle trial (trial.egg) is refused: cyclic dependency: ",
            "task lost of bundle trial (trial.lost) is refused: unknown dependency: nowhere",
            "bundle trial (trial.slow) is refused: hairspring.task.triggers = SOMETIMES: must be"
                + " one of [MARKET_EVENT, EXECUTION_REPORT, TIMER, ALWAYS]",
            "task thrower of bundle trial (trial.thrower) is quarantined: it threw"
                + " java.lang.IllegalStateException: out of ideas")) {
      assertTrue(log.contains(line), () -> line + " is missing in " + log);
      assertTrue(
          run.errors().stream().anyMatch(error -> error.contains(line)),
          () -> line + " is not shown: " + run.errors());
    }
    assertTrue(run.errors().stream().noneMatch(error -> error.startsWith("\tat ")), run::toString);
    for (String task : List.of("greedy", "chicken", "egg", "lost")) {
      assertEquals("REFUSED", row(run, "task ", task)[1]);
    }
    assertEquals("QUARANTINED", row(run, "task ", "thrower")[1]);
    assertEquals("PLANNED", row(run, "task ", "steady")[1]);
  }
}
