package io.hairspring.logger;

import io.hairspring.logger.journal.ChronicleEnvironment;
import java.io.File;
import java.nio.file.Path;
import net.openhft.chronicle.bytes.Bytes;
import net.openhft.chronicle.bytes.MappedBytes;
import net.openhft.chronicle.queue.ChronicleQueue;
import net.openhft.chronicle.queue.ExcerptAppender;
import net.openhft.chronicle.wire.DocumentContext;
import net.openhft.chronicle.wire.Wire;

/**
 * Appends blocks to a Chronicle Queue, one excerpt each. One thread at a time; the owner keeps
 * {@link #close} and {@link #append} apart, because an append into unmapped memory ends the
 * process.
 */
final class JournalWriter implements AutoCloseable {
  // The owner holds the journal's lock: what holds Chronicle's own died.
  private static final long LOCK_MILLIS = 1_000;
  private static final long CHUNK = 64L << 20;

  private final ChronicleQueue queue;
  private final ExcerptAppender appender;

  /** Opens the queue in a directory, and continues it if there is one. */
  JournalWriter(Path directory, RollClock clock) {
    ClassLoader previous = ChronicleEnvironment.enter();
    try {
      queue =
          ChronicleQueue.singleBuilder(directory.toFile())
              .rollCycle(RollClock.CYCLE)
              .timeProvider(clock)
              .timeoutMS(LOCK_MILLIS)
              .blockSize(CHUNK)
              .build();
      appender = queue.createAppender();
    } finally {
      ChronicleEnvironment.leave(previous);
    }
    // Opened by one thread, used by two that keep out of each other's way.
    appender.singleThreadedCheckDisabled(true);
  }

  /** Appends a block, whole or not at all. */
  void append(byte[] block, int length) {
    ClassLoader previous = ChronicleEnvironment.enter();
    try (DocumentContext document = appender.writingDocument()) {
      boolean written = false;
      try {
        document.wire().bytes().write(block, 0, length);
        written = true;
      } finally {
        if (!written) {
          document.rollbackOnClose();
        }
      }
    } finally {
      ChronicleEnvironment.leave(previous);
    }
  }

  /** The file that the last block is in; null before the first. */
  Path file() {
    File file = appender.currentFile();
    return file == null ? null : file.toPath();
  }

  /**
   * Shows the mapped memory that the next blocks go to.
   *
   * @param most bytes wanted
   */
  void ahead(PageWarmer pages, long most) {
    Wire wire = appender.wire();
    if (wire != null && wire.bytes() instanceof MappedBytes bytes) {
      Bytes<?> mapped = bytes;
      long from = mapped.writePosition();
      long room = bytes.bytesStore().safeLimit() - from;
      if (room > 0) {
        pages.next(bytes.bytesStore().addressForWrite(from), Math.min(room, most));
      }
    }
  }

  /** Has the queue look at its directory again, after files were taken away. */
  void filesRemoved() {
    ClassLoader previous = ChronicleEnvironment.enter();
    try {
      queue.refreshDirectoryListing();
    } finally {
      ChronicleEnvironment.leave(previous);
    }
  }

  @Override
  public void close() {
    ClassLoader previous = ChronicleEnvironment.enter();
    try (queue) {
      appender.close();
    } finally {
      ChronicleEnvironment.leave(previous);
    }
  }
}
