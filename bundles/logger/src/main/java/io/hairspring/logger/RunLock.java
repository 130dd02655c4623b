package io.hairspring.logger;

import io.hairspring.logger.journal.JournalFormat;
import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The lock of a journal: who has it writes to the journal, or deletes it. */
final class RunLock implements Closeable {
  /**
   * What this process holds, whichever version of this bundle does: a lock of fcntl(2) is given up
   * when the process closes any channel to its file, so that a second one must not even be opened.
   */
  private static final String HELD = "hairspring.journals.held";

  private final Path directory;
  private final FileChannel file;

  private RunLock(Path directory, FileChannel file) {
    this.directory = directory;
    this.file = file;
  }

  /** Takes the lock of a journal; null when another process, or this one, has it. */
  static RunLock take(Path journal) throws IOException {
    Path directory = journal.toAbsolutePath().normalize();
    if (!held().add(directory)) {
      return null;
    }
    RunLock taken = null;
    try {
      taken = lock(directory);
      return taken;
    } finally {
      if (taken == null) {
        held().remove(directory);
      }
    }
  }

  private static RunLock lock(Path directory) throws IOException {
    FileChannel file =
        FileChannel.open(
            directory.resolve(JournalFormat.LOCK_FILE),
            StandardOpenOption.CREATE,
            StandardOpenOption.WRITE);
    FileLock lock = null;
    try {
      lock = file.tryLock();
      return lock == null ? null : new RunLock(directory, file);
    } finally {
      if (lock == null) {
        file.close();
      }
    }
  }

  @SuppressWarnings("unchecked") // Nobody else uses the name.
  private static Set<Path> held() {
    return (Set<Path>)
        System.getProperties().computeIfAbsent(HELD, any -> ConcurrentHashMap.newKeySet());
  }

  /** Whether its file was taken away, so that it keeps nobody out any more. */
  boolean gone() {
    return Files.notExists(directory.resolve(JournalFormat.LOCK_FILE));
  }

  @Override
  public void close() throws IOException {
    file.close();
    held().remove(directory);
  }
}
