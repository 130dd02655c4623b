package io.hairspring.logger;

import io.hairspring.logger.journal.ChronicleEnvironment;
import io.hairspring.logger.journal.JournalFormat;
import java.nio.file.Path;
import net.openhft.chronicle.bytes.Bytes;
import net.openhft.chronicle.bytes.PointerBytesStore;
import net.openhft.chronicle.queue.ChronicleQueue;
import net.openhft.chronicle.queue.ExcerptAppender;
import net.openhft.chronicle.wire.DocumentContext;
import org.agrona.DirectBuffer;

/**
 * Appends batches of lines to a Chronicle Queue, one excerpt per batch. One thread at a time; the
 * owner keeps {@link #close} and {@link #append} apart, because an append into unmapped memory ends
 * the process.
 *
 * <p>There is no pre-touching thread: in the open edition of Chronicle Queue the pre-toucher does
 * nothing. The cost of fresh pages falls on the thread that appends, which is never a lane.
 */
final class JournalWriter implements AutoCloseable {
  private final PointerBytesStore source;
  private final ChronicleQueue queue;
  private final ExcerptAppender appender;

  /** Opens the queue in a directory, and continues it if there is one. */
  JournalWriter(Path directory, RollCycleChoice rollCycle) {
    ClassLoader previous = ChronicleEnvironment.enter();
    try {
      source = new PointerBytesStore();
      queue = ChronicleQueue.singleBuilder(directory.toFile()).rollCycle(rollCycle.cycle()).build();
      appender = queue.createAppender();
    } finally {
      ChronicleEnvironment.leave(previous);
    }
    // Opened by the thread that activates the component, used by the observer's.
    appender.singleThreadedCheckDisabled(true);
    source.singleThreadedCheckDisabled(true);
  }

  /**
   * Appends a batch, whole or not at all.
   *
   * @throws IllegalArgumentException when the length is not that of whole lines
   */
  void append(DirectBuffer buffer, int offset, int length) {
    if (length <= 0 || length % JournalFormat.LINE != 0) {
      throw new IllegalArgumentException(
          "a batch of " + length + " bytes; it must be a multiple of " + JournalFormat.LINE);
    }
    buffer.boundsCheck(offset, length);
    ClassLoader previous = ChronicleEnvironment.enter();
    try {
      write(buffer, offset, length);
    } finally {
      ChronicleEnvironment.leave(previous);
    }
  }

  private void write(DirectBuffer buffer, int offset, int length) {
    try (DocumentContext document = appender.writingDocument()) {
      boolean written = false;
      try {
        Bytes<?> bytes = document.wire().bytes();
        bytes.writeInt(JournalFormat.HEADER);
        bytes.writeInt(length / JournalFormat.LINE);
        byte[] array = buffer.byteArray();
        if (array != null) {
          bytes.write(array, buffer.wrapAdjustment() + offset, length);
        } else {
          source.set(buffer.addressOffset() + offset, length);
          bytes.write(source, 0L, length);
        }
        written = true;
      } finally {
        if (!written) {
          document.rollbackOnClose();
        }
      }
    }
  }

  @Override
  public void close() {
    try {
      appender.close();
    } finally {
      queue.close();
    }
  }
}
