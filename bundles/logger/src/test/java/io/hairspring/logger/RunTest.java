package io.hairspring.logger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.hairspring.logger.journal.JournalFormat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunTest {
  private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");

  @TempDir Path all;

  private Run take() {
    return Run.take(new Settings(all).resume(Resume.UNCLEAN).done(), NOW);
  }

  private Path unclean() throws IOException {
    final Path before = Files.createDirectory(all.resolve("run-20260101T000000.000Z-1"));
    Files.write(before.resolve("20260101F.cq4"), new byte[4_096]);
    return before;
  }

  @Test
  void shouldGoOnWithAJournalThatWasNotClosed() throws IOException {
    final Path before = unclean();
    Files.createFile(before.resolve(JournalFormat.LOCK_FILE));
    try (Run run = take()) {
      assertTrue(run.resumed());
      assertEquals(before, run.directory());
    }
  }

  @Test
  void shouldKeepItsLockWhenAnotherOfThisProcessLooksWhetherItCouldGoOn() throws Exception {
    try (Run first = take()) {
      Files.write(first.directory().resolve("20260102F.cq4"), new byte[4_096]);
      try (Run second = take()) {
        assertNotEquals(first.directory(), second.directory());
      }
      assertTrue(lockedForOthers(first.directory()), "another process must be kept out");
    }
  }

  /** What the kernel knows of locks on a journal's lock file. */
  private static boolean lockedForOthers(Path journal) throws IOException {
    final Object inode = Files.getAttribute(journal.resolve(JournalFormat.LOCK_FILE), "unix:ino");
    return Files.readAllLines(Path.of("/proc/locks")).stream()
        .anyMatch(line -> line.contains(":" + inode + " "));
  }

  @Test
  void shouldLeaveAJournalOfAnEarlierFormatAloneAndBeginAnother() throws IOException {
    final Path before = unclean();
    try (Run run = take()) {
      assertFalse(run.resumed());
      assertNotEquals(before, run.directory());
    }
    assertFalse(Files.exists(before.resolve(JournalFormat.LOCK_FILE)));
  }
}
