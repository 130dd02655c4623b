package io.hairspring.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.hairspring.logger.journal.JournalFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
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

    feedAgain(Path.of(journal));

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

  /** What a journal has of the market comes to the lane once more, to the last byte. */
  private void feedAgain(Path journal) throws IOException {
    RecordedMarket recorded = RecordedMarket.of(journal);
    assertTrue(recorded.events() > 0, journal::toString);
    Path runs = journal.getParent();
    List<Path> before = directories(runs);
    Files.writeString(
        home.resolve("etc/io.hairspring.kernel.cfg"),
        "feed = replay:"
            + journal
            + "\npace = fast\ngateway = simulated:\njournal.overflow = block\n");
    try (LivePlatform platform = LivePlatform.start(home)) {
      String answer =
          platform.awaitAnswer(
              "hairspring:feed",
              ".*" + Pattern.quote(journal.getFileName().toString()) + ".* ended .*");
      assertTrue(
          answer.matches(".* ended +" + recorded.events() + " .*"), recorded + " in " + answer);
      // The journal is opened, and the last events are on their way to the disk, when the feed has
      // ended.
      platform.await(
          "one new journal, with " + recorded,
          () -> holdsOne(since(before, runs), recorded) ? "it has" : "");
    }
  }

  private static boolean holdsOne(List<Path> journals, RecordedMarket recorded) {
    assertTrue(journals.size() <= 1, journals::toString);
    return journals.size() == 1 && RecordedMarket.of(journals.get(0)).equals(recorded);
  }

  /** The journals that have begun since: a directory is one from its first file on. */
  private static List<Path> since(List<Path> before, Path runs) {
    try {
      List<Path> since = directories(runs);
      since.removeAll(before);
      List<Path> begun = new ArrayList<>();
      for (Path directory : since) {
        if (!JournalFiles.of(directory).isEmpty()) {
          begun.add(directory);
        }
      }
      return begun;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<Path> directories(Path parent) throws IOException {
    try (Stream<Path> entries = Files.list(parent)) {
      return new ArrayList<>(entries.filter(Files::isDirectory).toList());
    }
  }

  @Test
  void shouldAnswerAJournalThatIsNoneWithOneLineAndStatusTwo() throws Exception {
    Run run = Run.of(home, "", "replay", scratch.resolve("nowhere").toString());
    assertEquals(2, run.status(), run::toString);
    assertEquals(1, run.errors().size(), run::toString);
    assertTrue(run.errors().get(0).contains("nowhere"), run::toString);
  }
}
