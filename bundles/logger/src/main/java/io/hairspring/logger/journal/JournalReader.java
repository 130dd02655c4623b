package io.hairspring.logger.journal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.openhft.chronicle.bytes.Bytes;
import net.openhft.chronicle.queue.ChronicleQueue;
import net.openhft.chronicle.queue.ExcerptTailer;
import net.openhft.chronicle.wire.DocumentContext;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Reads the lines of a journal, in the order in which they were appended. The journal may still be
 * written to: {@link #next} returns false at its present end, and true again when there is more.
 * One thread.
 */
public final class JournalReader implements AutoCloseable {
  private final Path directory;
  private final ChronicleQueue queue;
  private final ExcerptTailer tailer;
  private final UnsafeBuffer batch = new UnsafeBuffer(0, 0);
  private byte[] bytes = new byte[0];
  private int offset = -JournalFormat.LINE;
  private int end;

  private JournalReader(Path directory) {
    this.directory = directory;
    ClassLoader previous = ChronicleEnvironment.enter();
    try {
      queue = ChronicleQueue.singleBuilder(directory.toFile()).readOnly(true).build();
      tailer = queue.createTailer();
    } finally {
      ChronicleEnvironment.leave(previous);
    }
  }

  /**
   * Opens a journal.
   *
   * @param directory the directory of one run
   * @throws JournalException when there is no journal in it
   */
  public static JournalReader open(Path directory) {
    if (!Files.isDirectory(directory)) {
      throw new JournalException(directory + " is not a directory; a journal's is needed");
    }
    if (!Files.isRegularFile(directory.resolve(JournalFormat.METADATA_FILE))) {
      throw new JournalException(directory + " holds no journal" + runsIn(directory));
    }
    try {
      return new JournalReader(directory);
    } catch (Exception e) { // Chronicle throws checked ones undeclared.
      throw new JournalException("cannot open the journal " + directory + ": " + e.getMessage(), e);
    }
  }

  /**
   * Goes to the next line.
   *
   * @return whether there is one; if so it is at {@link #offset} of {@link #buffer}
   * @throws JournalException when the journal is of another format, or damaged
   */
  public boolean next() {
    offset += JournalFormat.LINE;
    if (offset >= end) {
      if (!readBatch()) {
        offset = end;
        return false;
      }
      offset = 0;
    }
    return true;
  }

  /** Holds the current line; its content is valid until {@link #next}. */
  public DirectBuffer buffer() {
    return batch;
  }

  /** Where the current line starts. */
  public int offset() {
    return offset;
  }

  @Override
  public void close() {
    try {
      tailer.close();
    } finally {
      queue.close();
    }
  }

  private boolean readBatch() {
    ClassLoader previous = ChronicleEnvironment.enter();
    try (DocumentContext document = tailer.readingDocument()) {
      if (!document.isPresent()) {
        return false;
      }
      Bytes<?> excerpt = document.wire().bytes();
      int length = checkedLength(excerpt, document.index());
      if (bytes.length < length) {
        bytes = new byte[length];
        batch.wrap(bytes);
      }
      excerpt.read(bytes, 0, length);
      end = length;
      return true;
    } finally {
      ChronicleEnvironment.leave(previous);
    }
  }

  private int checkedLength(Bytes<?> excerpt, long index) {
    long remaining = excerpt.readRemaining();
    int header = remaining < JournalFormat.HEADER_LENGTH ? 0 : excerpt.readInt();
    if (header != JournalFormat.HEADER) {
      throw new JournalException(
          String.format(
              "%s, excerpt %x: header %08x, this version reads %08x",
              directory, index, header, JournalFormat.HEADER));
    }
    int lines = excerpt.readInt();
    if (lines <= 0 || (long) lines * JournalFormat.LINE != excerpt.readRemaining()) {
      throw new JournalException(
          String.format(
              "%s, excerpt %x: damaged: %d lines announced, %d bytes found",
              directory, index, lines, excerpt.readRemaining()));
    }
    return lines * JournalFormat.LINE;
  }

  private static String runsIn(Path directory) {
    try (Stream<Path> entries = Files.list(directory)) {
      String runs =
          entries
              .filter(entry -> Files.exists(entry.resolve(JournalFormat.METADATA_FILE)))
              .map(entry -> entry.getFileName().toString())
              .sorted()
              .collect(Collectors.joining(", "));
      return runs.isEmpty() ? "" : "; name one of its runs: " + runs;
    } catch (IOException e) {
      return " (and cannot be listed: " + e + ")";
    }
  }
}
