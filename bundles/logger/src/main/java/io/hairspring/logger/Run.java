package io.hairspring.logger;

import io.hairspring.logger.blocks.Roots;
import io.hairspring.logger.journal.JournalFiles;
import io.hairspring.logger.journal.JournalFormat;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * The directory of one journal, which this process alone writes to while it holds the lock in it: a
 * new one, {@code run-<UTC time>-<process id>}, or the newest there is, to be gone on with.
 */
final class Run implements Closeable {
  private static final String PREFIX = "run-";
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss.SSS'Z'").withZone(ZoneOffset.UTC);

  private final Path directory;
  private final boolean resumed;
  private RunLock lock;

  private Run(Path directory, RunLock lock, boolean resumed) {
    this.directory = directory;
    this.lock = lock;
    this.resumed = resumed;
  }

  /**
   * Takes the journal to go on with, if the settings want that and there is one that nobody writes
   * to, else a new one.
   *
   * @throws IllegalStateException when the directory cannot be made
   */
  static Run take(JournalSettings settings, Instant now) {
    try {
      Path all = settings.directory();
      Files.createDirectories(all);
      if (settings.resume() != Resume.NEVER) {
        Run last = resume(all, settings.resume());
        if (last != null) {
          return last;
        }
      }
      return begin(all, now);
    } catch (IOException e) {
      throw new IllegalStateException(
          "cannot make the journal's directory under "
              + settings.directory()
              + " ("
              + e
              + "): io.hairspring.logger directory must name one that this user may write to",
          e);
    }
  }

  /** One that another journal of this process has begun at the same time is that one's. */
  private static Run begin(Path all, Instant now) throws IOException {
    Instant time = now;
    while (true) {
      Path directory =
          all.resolve(PREFIX + TIME.format(time) + "-" + ProcessHandle.current().pid());
      Files.createDirectories(directory);
      RunLock lock = RunLock.take(directory);
      if (lock != null) {
        return new Run(directory, lock, false);
      }
      time = time.plusMillis(1);
    }
  }

  /** The directories of all journals, the oldest first. */
  static List<Path> all(Path directory) throws IOException {
    try (Stream<Path> entries = Files.list(directory)) {
      return entries
          .filter(entry -> entry.getFileName().toString().startsWith(PREFIX))
          .filter(Files::isDirectory)
          .sorted(Comparator.comparing(entry -> entry.getFileName().toString()))
          .toList();
    }
  }

  private static Run resume(Path all, Resume resume) throws IOException {
    List<Path> runs = all(all);
    if (runs.isEmpty()) {
      return null;
    }
    Path last = runs.get(runs.size() - 1);
    boolean wanted = resume == Resume.ALWAYS || !new Roots(last).closed();
    if (!wanted || JournalFiles.of(last).isEmpty() || !ofThisFormat(last)) {
      return null;
    }
    RunLock lock = RunLock.take(last);
    return lock == null ? null : new Run(last, lock, true);
  }

  /** A journal of an earlier format has no lock in it, and cannot be gone on with. */
  private static boolean ofThisFormat(Path journal) {
    return Files.exists(journal.resolve(JournalFormat.LOCK_FILE));
  }

  Path directory() {
    return directory;
  }

  /** Whether it was there before. */
  boolean resumed() {
    return resumed;
  }

  /**
   * Takes the lock once more when the directory was taken away, and made again, with it.
   *
   * @throws IOException when another process was faster
   */
  void lockAgain() throws IOException {
    if (lock != null && !lock.gone()) {
      return;
    }
    close();
    lock = RunLock.take(directory);
    if (lock == null) {
      throw new IOException("another process has taken " + directory);
    }
  }

  @Override
  public void close() throws IOException {
    if (lock != null) {
      lock.close();
    }
  }
}
