package io.hairspring.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A recorded run of the assembled platform, run again. No wall-clock figure is asserted. */
class ReplayIT {
  @TempDir Path scratch;
  private Path home;

  @BeforeEach
  void copyInstallation() throws IOException {
    home = Installations.copy(Run.assembled(), scratch.resolve("hairspring"));
  }

  private static String line(Run run, String word) {
    return run.output().stream()
        .filter(line -> line.startsWith(word + " "))
        .map(line -> line.substring(word.length()).trim())
        .findFirst()
        .orElseThrow(() -> new AssertionError(word + " is missing in " + run));
  }

  @Test
  void shouldReplayARunWithoutDifferenceAndNameTheFirstOneOfAChangedStrategy() throws Exception {
    Run demo = Run.of(home, "", "demo", "--seconds", "1");
    assertEquals(0, demo.status(), demo::toString);
    String journal = line(demo, "journal");

    Path report = scratch.resolve("replay.json");
    Run same = Run.of(home, "", "replay", journal, "--report", report.toString());
    assertEquals(0, same.status(), same::toString);
    assertEquals("0", line(same, "differences"));
    assertTrue(Files.readString(report).contains("\"replay.differences\": 0"), same::toString);

    Files.writeString(
        home.resolve("etc/io.hairspring.strategies.TakingStrategy.cfg"), "quantity = 2\n");
    Run changed = Run.of(home, "", "replay", journal);
    assertEquals(1, changed.status(), changed::toString);
    assertEquals("1", line(changed, "differences"));
    assertTrue(
        changed.output().stream()
            .anyMatch(l -> l.startsWith("  recorded ") && l.contains("quantity 1 ")),
        changed::toString);
    assertTrue(
        changed.output().stream()
            .anyMatch(l -> l.startsWith("  replayed ") && l.contains("quantity 2 ")),
        changed::toString);
  }

  @Test
  void shouldAnswerAJournalThatIsNoneWithOneLineAndStatusTwo() throws Exception {
    Run run = Run.of(home, "", "replay", scratch.resolve("nowhere").toString());
    assertEquals(2, run.status(), run::toString);
    assertEquals(1, run.errors().size(), run::toString);
    assertTrue(run.errors().get(0).contains("nowhere"), run::toString);
  }
}
