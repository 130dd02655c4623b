package io.hairspring.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Swaps of real bundles in the container, while a feed runs: short rehearsals, because what is
 * tried is the procedure and not the compiler.
 */
class SwapIT {
  private static final String[] SHORT = {
    "swap.rehearsal.events = 256",
    "swap.shadow.events = 1",
    "swap.probation = 5",
    "swap.probation.events = 20"
  };

  @TempDir Path scratch;

  private static String after(Run run, String word) {
    return run.output().stream()
        .filter(line -> line.startsWith(word + " "))
        .map(line -> line.substring(word.length() + 1))
        .findFirst()
        .orElseThrow(() -> new AssertionError(word + " is missing in " + run));
  }

  private Path installation(String... settings) throws Exception {
    Path home = Installations.copy(Run.assembled(), scratch.resolve("hairspring"));
    Files.write(home.resolve("etc/io.hairspring.kernel.cfg"), List.of(settings));
    Files.delete(home.resolve("etc/io.hairspring.strategies.TakingStrategy.cfg"));
    Path framework = home.resolve("etc/framework.properties");
    Files.writeString(framework, Files.readString(framework).replace("poll=500", "poll=100"));
    new TestBundle(
            SwapTrialCommand.class,
            FileTrial.class,
            FileTrial.Change.class,
            SwapJars.class,
            SwapPlug.class,
            SwapPlug.Counter.class,
            SwapComponent.class)
        .header("Bundle-ManifestVersion", "2")
        .header("Bundle-SymbolicName", "trial")
        .header("Bundle-Activator", SwapTrialCommand.class.getName())
        .header(
            "Import-Package",
            "org.osgi.framework,org.osgi.framework.wiring,io.hairspring.api.control,"
                + "io.hairspring.api.market,io.hairspring.api.order,io.hairspring.api.strategy,"
                + "io.hairspring.api.task,org.agrona")
        .write(home.resolve("deploy/trial.jar"));
    return home;
  }

  @Test
  void shouldSwapBundlesConfigurationsAndJarsAndSurviveEveryFaultOfASuccessor() throws Exception {
    Run run = Run.of(installation(SHORT), "", "trial");
    assertEquals(0, run.status(), run::toString);
    assertEquals(after(run, "published-to-strategy"), after(run, "counted-by-strategy"));

    assertEquals("200", after(run, "swaps"));
    assertTrue(Integer.parseInt(after(run, "collected")) >= 200, run::toString);

    assertTrue(
        after(run, "fault-uninstalled").startsWith("RETIRED")
            && after(run, "fault-uninstalled").contains("the one before it"),
        run::toString);
    assertEquals("1", after(run, "fault-uninstalled-in-plan"), run::toString);
    assertTrue(after(run, "fault-none").startsWith("RETIRED"), run::toString);
    assertEquals(
        "REFUSED threw java.lang.IllegalStateException: out of ideas in the shadow",
        after(run, "fault-shadow"));
    assertTrue(
        after(run, "fault-live")
            .startsWith("ROLLED_BACK it threw java.lang.IllegalStateException: out of ideas"),
        run::toString);
    assertEquals(
        "REFUSED the state cannot be handed over: java.lang.IllegalStateException: unreadable",
        after(run, "fault-state"));
    assertTrue(after(run, "fault-constructor").contains("cannot be started"), run::toString);
    assertTrue(
        after(run, "fault-component")
            .endsWith(
                "component swap.component could not be made: java.lang.IllegalStateException:"
                    + " not constructed by the component runtime; it is uninstalled again"),
        run::toString);
    assertTrue(after(run, "fault-unresolved").contains("no.such.thing"), run::toString);
    assertTrue(after(run, "fault-half").contains("nothing was changed"), run::toString);
    for (String fault :
        List.of(
            "none",
            "shadow",
            "live",
            "state",
            "constructor",
            "component",
            "unresolved",
            "half",
            "both",
            "all")) {
      assertEquals("1", after(run, "fault-" + fault + "-in-plan"), run::toString);
      assertEquals("1", after(run, "fault-" + fault + "-bundles"), run::toString);
    }

    // A jar with one of two strategies takes nobody else's place.
    assertEquals("1", after(run, "fault-one-in-plan"), run::toString);
    assertEquals("2", after(run, "fault-one-bundles"), run::toString);
    assertEquals("1", after(run, "kept-in-plan"), run::toString);
    assertEquals("1", after(run, "kept-in-plan-of-all"), run::toString);

    for (String what :
        List.of("edited", "edited-again", "removed", "made", "replaced", "updated")) {
      assertEquals(
          "[RETIRED in force with the state of the one before, version 1]",
          after(run, what),
          run::toString);
    }
    assertEquals("[]", after(run, "edited-wrong"), run::toString);
    assertEquals("2", after(run, "edited-quantity"), run::toString);
    assertEquals("3", after(run, "edited-again-quantity"), run::toString);
    assertEquals("3", after(run, "edited-wrong-quantity"), run::toString);
    assertEquals("null", after(run, "removed-quantity"), run::toString);
    assertEquals("4", after(run, "made-quantity"), run::toString);
    assertTrue(after(run, "replaced-wrong").startsWith("[REFUSED threw"), run::toString);
    assertEquals("[]", after(run, "missed"), run::toString);
    for (String what :
        List.of(
            "edited",
            "edited-again",
            "edited-wrong",
            "removed",
            "made",
            "replaced",
            "replaced-wrong",
            "replaced-half",
            "updated")) {
      assertEquals("1", after(run, what + "-in-plan"), run::toString);
      assertEquals("1", after(run, what + "-services"), run::toString);
    }
    for (String what : List.of("replaced", "replaced-wrong", "replaced-half", "updated")) {
      assertEquals("true", after(run, what + "-followed"), run::toString);
    }

    assertEquals("true", after(run, "updated-from-the-jar"), run::toString);

    assertEquals("true", after(run, "idle"));
    assertEquals(after(run, "published"), after(run, "taken"));
  }

  @Test
  @Tag("long")
  void shouldSwapTheMonitorAndTheLoggerOfThePlatform() throws Exception {
    Path home = installation(SHORT);
    Run run = Run.of(home, "", "trial", "observers");
    assertEquals(0, run.status(), run::toString);
    for (String name : List.of("hairspring-monitor", "hairspring-logger")) {
      assertTrue(after(run, "fault-" + name).startsWith("RETIRED"), run::toString);
    }
    String active = "99\\.0\\.\\d=32]";
    assertTrue(after(run, "hairspring-monitor-versions").matches("\\[" + active), run::toString);
    // Others go on reading journals with its classes: it is stopped, and stays.
    assertTrue(
        after(run, "hairspring-logger-versions").matches("\\[0\\.1\\.0\\S*=4, " + active),
        run::toString);
    assertEquals("0", after(run, "dropped"), run::toString);
    assertEquals(after(run, "published"), after(run, "taken"));
    try (Stream<Path> journals = Files.list(home.resolve("data/journal"))) {
      List<Path> both = journals.sorted().toList();
      assertEquals(2, both.size(), both::toString);
      List<Long> cycles = new ArrayList<>();
      for (Path journal : both) {
        Run audit = Run.of(home, "", "audit", "verify", journal.toString());
        assertEquals(0, audit.status(), audit::toString);
        int before = cycles.size();
        cycles.addAll(cycles(home, journal));
        assertTrue(cycles.size() > before + 1_000, "the journal of each logger has cycles");
      }
      // While the successor opens its journal, the one before may get a turn again.
      Collections.sort(cycles);
      for (int i = 0; i < cycles.size(); i++) {
        assertEquals(i + 1L, cycles.get(i).longValue(), "each cycle is in one of the two");
      }
    }
  }

  private List<Long> cycles(Path home, Path journal) throws Exception {
    Path file = scratch.resolve(journal.getFileName() + ".csv");
    Run export = Run.of(home, "", "audit", "export", journal.toString(), "--out", file.toString());
    assertEquals(0, export.status(), export::toString);
    List<String> lines = Files.readAllLines(file);
    int column = List.of(lines.get(0).split(",", -1)).indexOf("cycle");
    return lines.stream()
        .filter(line -> line.split(",", 3)[1].equals("cycle"))
        .map(line -> Long.valueOf(line.split(",", -1)[column]))
        .toList();
  }

  @ParameterizedTest
  @CsvSource({
    "SHADOW, refused: the session was closed before it came into force",
    "HAND_OVER, retired: the session was closed in its probation",
    "PROBATION, retired: the session was closed in its probation"
  })
  @Tag("long")
  void shouldStopInGoodOrderInTheMiddleOfASwap(String state, String end) throws Exception {
    Path home =
        installation(
            "swap.rehearsal.events = 256",
            "swap.shadow.events = " + (state.equals("SHADOW") ? 100_000_000 : 1),
            "swap.shadow.quiet = 60000",
            "swap.probation = 60000");
    Run run = Run.of(home, "", "trial", "stop", state);
    assertEquals(0, run.status(), run::toString);
    assertEquals(state, after(run, "stopped-in"));
    String log = Files.readString(home.resolve("log/hairspring.log")) + run.errors();
    assertTrue(log.contains(end), log);
    assertFalse(log.contains("Exception"), log);
    assertFalse(log.contains("did not stop"), log);
  }
}
