package io.hairspring.logger;

import io.hairspring.logger.journal.ChronicleEnvironment;
import java.io.File;
import java.nio.file.Path;
import net.openhft.chronicle.bytes.Bytes;
import net.openhft.chronicle.bytes.BytesStore;
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
class JournalWriter implements AutoCloseable {
  // The owner holds the journal's lock: what holds Chronicle's own died.
  private static final long LOCK_MILLIS = 1_000;
  // Room for what is written between the moment a file is full and the moment it ends.
  private static final long OVER = 16L << 20;
  private static final long LEAST_CHUNK = 64L << 20;

  private final ChronicleQueue queue;
  private final ExcerptAppender appender;

  /**
   * Opens the queue in a directory, and continues it if there is one.
   *
   * @param fileSize bytes at which a file ends: it is mapped whole, so that no append maps memory
   */
  JournalWriter(Path directory, RollClock clock, long fileSize) {
    ClassLoader previous = ChronicleEnvironment.enter();
    try {
      queue =
          ChronicleQueue.singleBuilder(directory.toFile())
              .rollCycle(RollClock.CYCLE)
              .timeProvider(clock)
              .timeoutMS(LOCK_MILLIS)
              .blockSize(Math.max(LEAST_CHUNK, fileSize + OVER))
              .build();
      appender = appender(queue);
    } finally {
      ChronicleEnvironment.leave(previous);
    }
    // Opened by one thread, used by two that keep out of each other's way.
    appender.singleThreadedCheckDisabled(true);
  }

  private static ExcerptAppender appender(ChronicleQueue queue) {
    ExcerptAppender made = null;
    try {
      made = queue.createAppender();
      return made;
    } finally {
      if (made == null) {
        queue.close();
      }
    }
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
  void ahead(PageWindow pages, long most) {
    Wire wire = appender.wire();
    if (wire != null && wire.bytes() instanceof MappedBytes bytes) {
      Bytes<?> mapped = bytes;
      BytesStore<?, ?> store = bytes.bytesStore();
      long from = mapped.writePosition();
      if (store.inside(from, 1)) {
        long start = store.addressForWrite(store.start());
        long at = store.addressForWrite(from);
        pages.next(start, start + store.realCapacity(), at, most);
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
