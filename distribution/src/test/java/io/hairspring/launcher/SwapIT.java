package io.hairspring.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Swaps of real bundles in the container, while a feed runs: short rehearsals, because what is
 * tried is the procedure and not the compiler.
 */
class SwapIT {
  @TempDir Path scratch;

  private static String after(Run run, String word) {
    return run.output().stream()
        .filter(line -> line.startsWith(word + " "))
        .map(line -> line.substring(word.length() + 1))
        .findFirst()
        .orElseThrow(() -> new AssertionError(word + " is missing in " + run));
  }

  @Test
  void shouldSwapBundlesLeaveNoClassLoaderBehindAndSurviveEveryFaultOfASuccessor()
      throws Exception {
    Path home = Installations.copy(Run.assembled(), scratch.resolve("hairspring"));
    Files.write(
        home.resolve("etc/io.hairspring.kernel.cfg"),
        List.of(
            "swap.rehearsal.events = 256",
            "swap.shadow.events = 1",
            "swap.probation = 5",
            "swap.probation.events = 20"));
    new TestBundle(SwapTrialCommand.class, SwapPlug.class)
        .header("Bundle-ManifestVersion", "2")
        .header("Bundle-SymbolicName", "trial")
        .header("Bundle-Activator", SwapTrialCommand.class.getName())
        .header(
            "Import-Package",
            "org.osgi.framework,org.osgi.framework.wiring,io.hairspring.api.control,"
                + "io.hairspring.api.market,io.hairspring.api.order,io.hairspring.api.strategy,"
                + "io.hairspring.api.task,org.agrona")
        .write(home.resolve("deploy/trial.jar"));
    Run run = Run.of(home, "", "trial");
    assertEquals(0, run.status(), run::toString);

    assertEquals("200", after(run, "swaps"));
    assertTrue(Integer.parseInt(after(run, "collected")) >= 200, run::toString);

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
    assertTrue(after(run, "fault-unresolved").contains("no.such.thing"), run::toString);
    assertTrue(after(run, "fault-half").contains("nothing was changed"), run::toString);
    for (String fault :
        List.of("none", "shadow", "live", "state", "constructor", "unresolved", "half")) {
      assertEquals("1", after(run, "fault-" + fault + "-in-plan"), run::toString);
      assertEquals("1", after(run, "fault-" + fault + "-bundles"), run::toString);
    }

    assertEquals("true", after(run, "idle"));
    assertEquals(after(run, "published"), after(run, "taken"));
  }
}
