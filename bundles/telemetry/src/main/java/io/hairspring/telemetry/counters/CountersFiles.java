package io.hairspring.telemetry.counters;

import java.io.IOException;
import java.lang.invoke.VarHandle;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.agrona.BufferUtil;
import org.agrona.concurrent.UnsafeBuffer;
import org.agrona.concurrent.status.CountersReader;

/** Reads counters files, from any process; nothing is asked of the one that writes. */
public final class CountersFiles {
  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(1);
  private static final long PAUSE_NANOS = TimeUnit.MICROSECONDS.toNanos(50);

  private CountersFiles() {}

  /** The files of a directory; none when it is not there. */
  public static List<Path> in(Path directory) throws IOException {
    final List<Path> files = new ArrayList<>();
    if (Files.isDirectory(directory)) {
      try (DirectoryStream<Path> found =
          Files.newDirectoryStream(directory, "*" + CountersLayout.SUFFIX)) {
        found.forEach(files::add);
      }
    }
    files.sort(null);
    return files;
  }

  /**
   * Reads a file.
   *
   * @throws IOException when it is not there, is not one, or is of another version; the message is
   *     for the user
   */
  public static CountersView read(Path file) throws IOException {
    final long length = Files.size(file);
    if (length < CountersLayout.HEADER_LENGTH) {
      throw new IOException(file + " is not a counters file: it has " + length + " bytes");
    }
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      final MappedByteBuffer mapped = channel.map(FileChannel.MapMode.READ_ONLY, 0, length);
      try {
        return read(file, mapped);
      } finally {
        BufferUtil.free(mapped);
      }
    }
  }

  private static CountersView read(Path file, MappedByteBuffer mapped) throws IOException {
    final UnsafeBuffer header = new UnsafeBuffer(mapped, 0, CountersLayout.HEADER_LENGTH);
    if (header.getLong(CountersLayout.MAGIC_OFFSET) != CountersLayout.MAGIC) {
      throw new IOException(file + " is not a counters file");
    }
    final int version = header.getInt(CountersLayout.VERSION_OFFSET);
    if (version != CountersLayout.VERSION) {
      throw new IOException(
          file
              + " is of version "
              + version
              + ", this reads version "
              + CountersLayout.VERSION
              + ": use the stat command of the installation that runs");
    }
    final int capacity = header.getInt(CountersLayout.CAPACITY_OFFSET);
    if (capacity < 1
        || capacity > CountersLayout.MAX_COUNTERS
        || mapped.capacity() != CountersLayout.fileLength(capacity)) {
      throw new IOException(
          file + " is damaged: " + mapped.capacity() + " bytes for " + capacity + " counters");
    }
    final long end = System.nanoTime() + PATIENCE_NANOS;
    do {
      final long before = header.getLongVolatile(CountersLayout.SEQUENCE_OFFSET);
      if (before % 2 == 0) {
        final CountersView view = view(header, mapped, capacity);
        VarHandle.acquireFence();
        if (header.getLongVolatile(CountersLayout.SEQUENCE_OFFSET) == before) {
          return view;
        }
      }
      LockSupport.parkNanos(PAUSE_NANOS);
    } while (System.nanoTime() < end);
    throw new IOException(file + " is not at rest: its process stopped while it wrote");
  }

  private static CountersView view(UnsafeBuffer header, MappedByteBuffer mapped, int capacity) {
    final int metadata = CountersLayout.metadataLength(capacity);
    final CountersReader reader =
        new CountersReader(
            new UnsafeBuffer(mapped, CountersLayout.HEADER_LENGTH, metadata),
            new UnsafeBuffer(
                mapped,
                CountersLayout.HEADER_LENGTH + metadata,
                CountersLayout.valuesLength(capacity)),
            StandardCharsets.UTF_8);
    final Map<String, Long> values = new LinkedHashMap<>();
    reader.forEach((value, id, label) -> values.put(label, value));
    return new CountersView(
        header.getLong(CountersLayout.PID_OFFSET),
        header.getLong(CountersLayout.STARTED_OFFSET),
        header.getLong(CountersLayout.UPDATED_OFFSET),
        header.getInt(CountersLayout.PERIOD_OFFSET),
        texts(header),
        values);
  }

  private static Map<String, String> texts(UnsafeBuffer header) {
    // What is read while it is written is read again; until then it must not break the reader.
    final int length =
        Math.max(0, Math.min(header.getInt(CountersLayout.TEXT_OFFSET), CountersLayout.MAX_TEXT));
    final byte[] bytes = new byte[length];
    header.getBytes(CountersLayout.TEXT_OFFSET + Integer.BYTES, bytes);
    final Map<String, String> texts = new LinkedHashMap<>();
    new String(bytes, StandardCharsets.UTF_8)
        .lines()
        .filter(line -> line.indexOf('=') > 0)
        .forEach(
            line ->
                texts.put(
                    line.substring(0, line.indexOf('=')), line.substring(line.indexOf('=') + 1)));
    return texts;
  }

  /** Removes the files of processes that are gone; what cannot be read is left. */
  static void removeAbandoned(Path directory) throws IOException {
    for (final Path file : in(directory)) {
      if (abandoned(file)) {
        Files.deleteIfExists(file);
      }
    }
  }

  private static boolean abandoned(Path file) {
    try {
      return !read(file).alive();
    } catch (final IOException e) {
      return false;
    }
  }
}
