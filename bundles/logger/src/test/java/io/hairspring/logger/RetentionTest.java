package io.hairspring.logger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.hairspring.logger.blocks.Roots;
import io.hairspring.logger.blocks.Roots.Kind;
import io.hairspring.logger.journal.JournalFiles;
import io.hairspring.logger.journal.JournalFormat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is deleted of journals, and what is not. */
class RetentionTest {
  private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");

  @TempDir Path all;

  private Path journal(String name, int files, Duration age) throws IOException {
    final Path run = Files.createDirectories(all.resolve("run-" + name));
    for (int i = 1; i <= files; i++) {
      final Path file = run.resolve("2026010" + i + "-000000T" + JournalFormat.FILE_SUFFIX);
      Files.write(file, new byte[1_000]);
      Files.setLastModifiedTime(file, FileTime.from(NOW.minus(age)));
    }
    return run;
  }

  private boolean clean(Path own, Duration time, long size) throws IOException {
    return new Retention(new Settings(all).retention(time, size).done(), own, NOW::toEpochMilli)
        .clean(new Roots(own));
  }

  @Test
  void shouldDeleteWholeJournalsThatAreTooOldAndNobodyWritesTo() throws IOException {
    final Path old = journal("1", 2, Duration.ofHours(3));
    final Path written = journal("2", 2, Duration.ofHours(3));
    final Path young = journal("3", 2, Duration.ofMinutes(3));
    final Path own = journal("4", 1, Duration.ofHours(3));
    try (RunLock lock = RunLock.take(written)) {
      assertFalse(clean(own, Duration.ofHours(1), 0));
      assertFalse(lock.gone());
    }
    assertFalse(Files.exists(old));
    assertTrue(Files.exists(written));
    assertTrue(Files.exists(young));
    assertEquals(1, JournalFiles.of(own).size(), "the file that is written to stays");
  }

  @Test
  void shouldDeleteTheOldestUntilWhatIsLeftIsSmallEnough() throws IOException {
    final Path first = journal("1", 2, Duration.ofHours(3));
    final Path second = journal("2", 2, Duration.ofHours(2));
    final Path own = journal("3", 3, Duration.ofHours(1));
    assertTrue(clean(own, Duration.ZERO, 2_500));
    assertFalse(Files.exists(first));
    assertFalse(Files.exists(second));
    assertEquals(2, JournalFiles.of(own).size());
    assertEquals(
        List.of(Kind.RETIRED), new Roots(own).read().stream().map(Roots.Root::kind).toList());
  }

  @Test
  void shouldLeaveNoHoleWhenAFileInTheMiddleIsOlderByItsTime() throws IOException {
    final Path own = journal("1", 3, Duration.ofMinutes(1));
    final Path middle = JournalFiles.of(own).get(1);
    Files.setLastModifiedTime(middle, FileTime.from(NOW.minus(Duration.ofHours(3))));
    assertFalse(clean(own, Duration.ofHours(1), 0));
    assertEquals(3, JournalFiles.of(own).size());
  }

  @Test
  void shouldGoOnToTheOthersWhenOneCannotBeDeleted() throws Exception {
    final Path stays = journal("1", 1, Duration.ofHours(3));
    final Path goes = journal("2", 1, Duration.ofHours(3));
    final Path own = journal("3", 1, Duration.ofMinutes(3));
    assumeTrue(
        JournalFaultsTest.run("chattr", "+i", stays.toString()), "made read-only with chattr");
    try {
      clean(own, Duration.ofHours(1), 0);
    } finally {
      JournalFaultsTest.run("chattr", "-i", stays.toString());
    }
    assertTrue(Files.exists(stays));
    assertFalse(Files.exists(goes));
  }
}
