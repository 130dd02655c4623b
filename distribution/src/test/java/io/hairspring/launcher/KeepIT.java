package io.hairspring.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A platform that is kept, and killed while it trades: what {@code kill-platform} does two hundred
 * times.
 */
class KeepIT {
  private static final int KILLS = 1;

  @TempDir Path scratch;

  @Test
  @Timeout(120)
  void shouldStartAgainAfterAKillAndGoOnInAJournalThatIsWholeAndReplays() throws Exception {
    Path home = Installations.copy(Run.assembled(), scratch.resolve("hairspring"));
    Files.writeString(
        home.resolve("etc/io.hairspring.kernel.cfg"),
        """
        feed = synthetic:volatile?seed=42
        pace = 20000
        gateway = simulated:
        journal.overflow = block
        """);
    Path journals = home.resolve("data/journal");
    try (LivePlatform platform = LivePlatform.keep(home)) {
      for (int kill = 0; kill < KILLS; kill++) {
        awaitSession(platform, journals, 1 + kill);
        platform.killKept();
      }
      awaitSession(platform, journals, 1 + KILLS);
      platform.end();
    }

    List<Path> runs = runs(journals);
    assertEquals(1, runs.size(), runs::toString);
    Run verified = Run.of(home, "", "audit", "verify", runs.get(0).toString());
    assertEquals(0, verified.status(), verified::toString);
    assertEquals(
        KILLS,
        verified.output().stream().filter(line -> line.contains("opened again")).count(),
        verified::toString);
    Run replayed = Run.of(home, "", "replay", runs.get(0).toString());
    assertEquals(0, replayed.status(), replayed::toString);
    assertTrue(
        replayed.output().stream().anyMatch(line -> line.matches("differences +0")),
        replayed::toString);
  }

  /** Waits until so many processes have begun to write, and the last has written something. */
  private static void awaitSession(LivePlatform platform, Path journals, int processes) {
    platform.await(
        processes + " processes have written to the journal",
        () ->
            roots(journals).filter(line -> line.startsWith("opened ")).count() == processes
                ? "yes"
                : "");
    platform.clear();
    platform.awaitAnswer("hairspring:journal", " *written +[1-9][0-9]* of .*");
  }

  private static Stream<String> roots(Path journals) {
    try {
      for (Path run : runs(journals)) {
        Path roots = run.resolve("roots.txt");
        return Files.exists(roots) ? Files.readAllLines(roots).stream() : Stream.empty();
      }
      return Stream.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<Path> runs(Path journals) throws IOException {
    if (Files.notExists(journals)) {
      return List.of();
    }
    try (Stream<Path> entries = Files.list(journals)) {
      return entries.filter(Files::isDirectory).toList();
    }
  }
}
